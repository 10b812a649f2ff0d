package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.Rotation;

/** How a rotation ended, and what is left to do. */
class RotationEnd extends RotationStep {

    RotationEnd(Broker broker, Rotation rotation) {
        super(title(rotation));
        add(new Paragraph(text(broker, rotation)));
        switch (rotation.step()) {
            case FINISHED, RUN_OUT -> add(new Paragraph(new Span("Now delete the old key there: "), keyPage(broker), new Span(".")));
            default -> { }
        }
        var ways = buttons(primary("To the key", () -> KeysNavigation.toKey(rotation.key())));
        if (rotation.request() != null) {
            var request = new Anchor("requests/" + rotation.request(), "To request " + rotation.request());
            request.addClassName("text-link");
            ways.add(request);
        }
        add(ways);
    }

    private static String title(Rotation rotation) {
        return switch (rotation.step()) {
            case FINISHED -> "The rotation is finished";
            case RUN_OUT -> "The grace period is over";
            case ROLLED_BACK -> "Rolled back";
            case OVERTAKEN -> "The key was changed past this rotation";
            case PREPARING, ENTERING, STORED, ABANDONED -> "Nothing was changed";
        };
    }

    private static String text(Broker broker, Rotation rotation) {
        return switch (rotation.step()) {
            case FINISHED, RUN_OUT -> "Version " + rotation.toVersion() + " is in use. Version " + rotation.fromVersion()
                    + " stays in the key's history like any: Vault keeps the last 10 versions, and you can roll back to it there.";
            case ROLLED_BACK -> "The values of version " + rotation.fromVersion() + " are in use again, as version " + rotation.backVersion()
                    + ". Leave the old key switched on at " + broker.name() + ", and look why the new one did not work.";
            case OVERTAKEN -> "Another version came after version " + rotation.toVersion() + ". Look at the key's history.";
            case PREPARING, ENTERING, STORED, ABANDONED -> "The key is as it was. If you made a new key at " + broker.name() + ", delete it there.";
        };
    }
}
