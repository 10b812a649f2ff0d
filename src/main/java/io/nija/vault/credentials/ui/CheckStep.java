package io.nija.vault.credentials.ui;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.FieldComparison;
import io.nija.vault.credentials.RotationPreview;
import org.jspecify.annotations.Nullable;

/** Says field by field what would change, without any value, and asks how long the way back is to stay open. */
class CheckStep extends RotationStep {

    private final UnorderedList changes = new UnorderedList();

    /** @param graces what can be chosen, the usual one first */
    CheckStep(Broker broker, RotationPreview preview, List<Duration> graces, Consumer<Duration> onStore, Runnable onBack) {
        super("What will change");
        changes.addClassName("changes");
        change("Version", text(preview.version() + " → " + (preview.version() + 1)));
        change("Key ID", text(masked(preview.hintBefore()) + " → " + masked(preview.hintAfter())));
        preview.fields().forEach(field -> change(FieldLabels.of(broker, field.field()), badge(field.result())));
        change("Label, note, expiry, who added it and when", text("stay"));
        var store = primary("Store the new key", () -> { });
        add(changes);
        if (preview.same()) {
            store.setEnabled(false);
            add(new Paragraph("These are the values that are stored already, so there is nothing to rotate. Go back and enter the new key."));
            add(buttons(store, quiet("Back", onBack)));
            return;
        }
        var grace = grace(graces);
        store.setDisableOnClick(true);
        store.addClickListener(click -> store(click.getSource(), () -> onStore.accept(grace.getValue())));
        add(grace, buttons(store, quiet("Back", onBack)));
    }

    /** Also when Vault does not answer: what was typed is still there to be stored then. */
    private static void store(Button button, Runnable action) {
        try {
            action.run();
        } finally {
            button.setEnabled(true);
        }
    }

    private static Select<Duration> grace(List<Duration> graces) {
        var grace = new Select<Duration>();
        grace.setLabel("Keep the way back open for");
        grace.setHelperText("So long, one click brings the old values back. Vault keeps the last 10 versions in any case.");
        grace.setItems(graces);
        grace.setItemLabelGenerator(CheckStep::words);
        grace.setValue(graces.getFirst());
        return grace;
    }

    private static String words(Duration time) {
        if (time.compareTo(Duration.ofHours(48)) >= 0 && time.toHoursPart() == 0) {
            return time.toDays() + " days";
        }
        return time.toMinutesPart() == 0 ? time.toHours() + (time.toHours() == 1 ? " hour" : " hours") : time.toMinutes() + " minutes";
    }

    private static String masked(@Nullable String hint) {
        return "••••" + (hint == null ? "" : hint);
    }

    private void change(String what, Component how) {
        changes.add(new ListItem(new Span(what), how));
    }

    private static Component text(String how) {
        var value = new Span(how);
        value.addClassName("change-value");
        return value;
    }

    private static Badge badge(FieldComparison.Result result) {
        var badge = new Badge(switch (result) {
            case SAME -> "Same";
            case CHANGED -> "Changed";
            case ONLY_IN_FIRST -> "Removed";
            case ONLY_IN_SECOND -> "Added";
        });
        badge.addThemeVariants(result == FieldComparison.Result.SAME ? BadgeVariant.CONTRAST : BadgeVariant.SUCCESS);
        return badge;
    }
}
