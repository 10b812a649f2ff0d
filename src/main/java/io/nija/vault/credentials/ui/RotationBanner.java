package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.Times;
import io.nija.vault.credentials.KeyDetail;
import io.nija.vault.credentials.Rotation;
import io.nija.vault.credentials.Rotation.Step;
import io.nija.vault.credentials.Rotations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Says on a key's page that its rotation is under way, how far it is, and leads there. */
class RotationBanner extends Banner {

    private static final Logger log = LoggerFactory.getLogger(RotationBanner.class);

    RotationBanner(Rotations rotations, KeyDetail key) {
        super(goOn(key));
        addClassName("rotation-banner");
        try {
            rotations.latest(key).filter(Rotation::live).ifPresent(rotation -> show(words(rotation)));
        } catch (DataAccessException | TransactionException e) {
            // The page around it works all the same.
            log.warn("The database is away: {}", e.getMessage());
        }
    }

    private static Button goOn(KeyDetail key) {
        var button = new Button("Go on", click -> KeysNavigation.toRotate(key.summary().id()));
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel("Go on with the rotation");
        return button;
    }

    private static String words(Rotation rotation) {
        return rotation.step() == Step.STORED
                ? "A rotation is under way: try version " + rotation.toVersion() + ", then finish or roll back, until " + Times.dateTime(rotation.graceUntil()) + "."
                : "A rotation is under way, begun " + Times.ago(rotation.startedAt()) + ". The new key has not been stored yet.";
    }
}
