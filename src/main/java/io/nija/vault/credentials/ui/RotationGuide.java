package io.nija.vault.credentials.ui;

import java.time.Duration;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import io.nija.vault.audit.KeyReaders.FirstRead;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.base.ui.Refreshing;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.InvalidCredentialException;
import io.nija.vault.credentials.KeyDetail;
import io.nija.vault.credentials.KeyVersion;
import io.nija.vault.credentials.Rotation;
import io.nija.vault.credentials.RotationChangedException;
import io.nija.vault.credentials.RotationPreview;
import io.nija.vault.credentials.ui.RotationStepper.Stage;
import io.nija.vault.vault.VersionConflictException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Leads through a rotation, from where it stands to its end. */
class RotationGuide extends Div {

    private static final Logger log = LoggerFactory.getLogger(RotationGuide.class);
    private static final Duration LOOK = Duration.ofSeconds(3);

    private final transient RotationServices services;
    private final transient CredentialId id;
    private final transient Broker broker;
    private final transient @Nullable Long request;
    private final RotationStepper stepper = new RotationStepper();
    private final Div step = new Div();
    private final Div aside = new Div();
    private final Section timeline = new Section();

    RotationGuide(RotationServices services, CredentialId id, Broker broker, @Nullable Long request) {
        this.services = services;
        this.id = id;
        this.broker = broker;
        this.request = request;
        timeline.addClassName("panel");
        var columns = new Div(step, aside);
        columns.addClassName("columns");
        add(stepper, columns);
    }

    /** Shows where the rotation stands. */
    void load() {
        var key = services.credentials().detail(id);
        var rotation = services.rotations().latest(key).orElse(null);
        aside.removeAll();
        aside.add(panel("Who uses this key", new ReadersPanel(services.readers(), id, "It takes the new values the next time it reads.")), timeline);
        if (rotation == null) {
            timeline.setVisible(false);
            prepare();
        } else if (rotation.live()) {
            show(rotation, key);
        } else {
            showTimeline("The rotation before", rotation, null);
            prepare();
        }
    }

    private void show(Rotation rotation, KeyDetail key) {
        showTimeline("This rotation", rotation, null);
        switch (rotation.step()) {
            case PREPARING -> prepare();
            case ENTERING -> enter();
            case STORED -> tryOut(rotation, key);
            case FINISHED, RUN_OUT, ROLLED_BACK, OVERTAKEN, ABANDONED -> end(rotation);
        }
    }

    private void prepare() {
        put(Stage.PREPARE, new PrepareStep(broker,
                () -> attempt(() -> showTimeline("This rotation", services.rotations().begin(id, request), null)),
                () -> attempt(() -> {
                    showTimeline("This rotation", services.rotations().enter(id, request), null);
                    enter();
                }), () -> KeysNavigation.toKey(id)));
    }

    private void enter() {
        var form = KeyMaterialForm.forRotation(broker);
        var entering = new EnterStep(broker, form, () -> check(form), this::abandon);
        put(Stage.ENTER, entering);
        form.focus();
    }

    private void check(KeyMaterialForm form) {
        form.read().ifPresent(material -> {
            var entering = step.getChildren().findFirst().orElseThrow();
            var preview = services.credentials().preview(id, material);
            var checking = new CheckStep(broker, preview, services.rotations().graces(), grace -> store(form, preview, grace), () -> backTo(form));
            // The form stays on the page, as what was typed is nowhere else.
            entering.setVisible(false);
            step.add(checking);
            stepper.show(Stage.CHECK);
            checking.focusHeading();
        });
    }

    private void backTo(KeyMaterialForm form) {
        var parts = step.getChildren().toList();
        step.remove(parts.getLast());
        parts.getFirst().setVisible(true);
        stepper.show(Stage.ENTER);
        form.focus();
    }

    private void store(KeyMaterialForm form, RotationPreview preview, Duration grace) {
        var material = form.read().orElse(null);
        if (material == null) {
            backTo(form);
            return;
        }
        attempt(() -> {
            try {
                services.rotations().store(id, material, preview.version(), grace);
                form.clear();
                load();
                Notices.done("Stored. Version " + (preview.version() + 1) + " is in use.");
            } catch (InvalidCredentialException e) {
                backTo(form);
                form.refuse(e);
            }
        });
    }

    private void tryOut(Rotation rotation, KeyDetail key) {
        boolean canGoBack = key.versions().stream().anyMatch(version -> version.number() == rotation.fromVersion() && version.state() == KeyVersion.State.LIVE);
        var trying = new TryStep(broker, rotation, canGoBack, () -> services.readers().firstRead(id, rotation.toVersion(), rotation.storedAt()),
                read -> showTimeline("This rotation", rotation, read),
                () -> attempt(() -> end(services.rotations().finish(id))),
                () -> attempt(() -> end(services.rotations().rollBack(id))));
        Refreshing.every(LOOK, trying, services.scheduler(), trying::showFirstRead);
        put(Stage.TRY, trying);
    }

    private void abandon() {
        attempt(() -> {
            services.rotations().abandon(id);
            Notices.done("The rotation was abandoned. The key is as it was.");
            KeysNavigation.toKey(id);
        });
    }

    private void end(Rotation rotation) {
        showTimeline("This rotation", rotation, null);
        put(Stage.DONE, new RotationEnd(broker, rotation));
    }

    private void put(Stage stage, RotationStep next) {
        stepper.show(stage);
        step.removeAll();
        step.add(next);
        next.focusHeading();
    }

    private void showTimeline(String title, Rotation rotation, @Nullable FirstRead firstRead) {
        timeline.removeAll();
        timeline.add(new H2(title), new RotationTimeline(rotation, firstRead));
        timeline.setVisible(true);
    }

    /** When the rotation is not where it was shown, it is shown where it is. */
    private void attempt(Runnable action) {
        try {
            action.run();
        } catch (VersionConflictException e) {
            Notices.problem("Somebody changed this key meanwhile, so nothing was changed now. It is shown as it is.");
            load();
        } catch (RotationChangedException e) {
            Notices.problem(e.getMessage());
            load();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database is away: {}", e.getMessage());
            Notices.problem("The database does not answer. Load the page again in a minute to see where the rotation stands.");
        }
    }

    private static Section panel(String title, Div content) {
        var panel = new Section(new H2(title), content);
        panel.addClassName("panel");
        return panel;
    }
}
