package io.nija.vault.credentials.ui;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.audit.KeyReaders.FirstRead;
import io.nija.vault.base.ui.Times;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.Rotation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** The new values are in use: see whether they work, while one click brings the old ones back. */
class TryStep extends RotationStep {

    private static final Logger log = LoggerFactory.getLogger(TryStep.class);

    private final Div firstRead = new Div();
    private final transient Supplier<Optional<FirstRead>> looking;
    private final transient Consumer<FirstRead> onFirstRead;
    private boolean seen;

    /**
     * @param looking     finds out who read the new version first
     * @param onFirstRead told once, when that is known
     * @param canGoBack   whether the old version is still there
     */
    TryStep(Broker broker, Rotation rotation, boolean canGoBack, Supplier<Optional<FirstRead>> looking, Consumer<FirstRead> onFirstRead,
            Runnable onFinish, Runnable onRollBack) {
        super("Try the new key now");
        this.looking = looking;
        this.onFirstRead = onFirstRead;
        firstRead.addClassName("first-read");
        firstRead.getElement().setAttribute("role", "status");
        var things = new OrderedList(new ListItem("Have the new key used: let the platform place or cancel a small order, or wait for its next read."),
                new ListItem("When it works, press Finish here."),
                new ListItem(new Span("Only then delete the old key: "), keyPage(broker), new Span(".")));
        things.addClassName("things-to-do");
        var back = new Button("Roll back to version " + rotation.fromVersion(), click -> onRollBack.run());
        back.addThemeVariants(ButtonVariant.ERROR);
        back.setEnabled(canGoBack);
        back.setDisableOnClick(true);
        add(new Paragraph("Version " + rotation.toVersion() + " is in use. Until " + Times.dateTime(rotation.graceUntil())
                + " one click brings version " + rotation.fromVersion() + " back, which works as long as the old key is switched on at "
                + broker.name() + "."), firstRead, things, buttons(primary("Finish: the new key works", onFinish), back));
        if (!canGoBack) {
            add(new Paragraph("Version " + rotation.fromVersion() + " cannot be read any more, so there is no way back to it."));
        }
    }

    /** To be called again and again, until somebody has read it. */
    void showFirstRead() {
        if (seen) {
            return;
        }
        try {
            looking.get().ifPresentOrElse(this::show, () -> firstRead.setText("Nobody is on record as a reader of the new version yet. This is looked up again every few seconds."));
        } catch (DataAccessException | TransactionException e) {
            log.warn("The records are away: {}", e.getMessage());
            firstRead.setText("The records are not available at the moment, so it cannot be told whether anybody has read the new version.");
        }
    }

    private void show(FirstRead read) {
        seen = true;
        firstRead.addClassName("is-seen");
        firstRead.setText("First read of the new version seen at " + Times.dateTime(read.at()) + ", by " + RotationTimeline.reader(read) + ".");
        onFirstRead.accept(read);
    }
}
