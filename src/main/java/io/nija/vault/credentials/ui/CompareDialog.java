package io.nija.vault.credentials.ui;

import java.util.List;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import io.nija.vault.base.CredentialId;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.FieldComparison;
import io.nija.vault.credentials.KeyVersion;

/** Says field by field whether two versions are the same, without showing what they hold. */
class CompareDialog extends Dialog {

    private final transient Credentials credentials;
    private final transient CredentialId id;
    private final transient Broker broker;
    private final Select<Integer> first = new Select<>();
    private final Select<Integer> second = new Select<>();
    private final UnorderedList result = new UnorderedList();

    CompareDialog(Credentials credentials, CredentialId id, Broker broker, List<KeyVersion> versions, int older) {
        this.credentials = credentials;
        this.id = id;
        this.broker = broker;
        setHeaderTitle("Compare versions");
        setWidth("min(30rem, 100vw)");
        var readable = versions.stream().filter(v -> v.state() == KeyVersion.State.LIVE).map(KeyVersion::number).toList();
        setUp(first, "Version", readable, older);
        setUp(second, "with version", readable, readable.getFirst());
        var choice = new Div(first, second);
        choice.addClassName("compare-choice");
        result.addClassName("changes");
        add(choice, result);
        getFooter().add(new Button("Close", click -> close()));
        compare();
    }

    private void setUp(Select<Integer> select, String label, List<Integer> versions, int value) {
        select.setLabel(label);
        select.setItems(versions);
        select.setItemLabelGenerator(version -> "v" + version);
        select.setValue(value);
        select.addValueChangeListener(change -> compare());
    }

    private void compare() {
        result.removeAll();
        credentials.compare(id, first.getValue(), second.getValue()).forEach(field -> {
            var name = new Span(FieldLabels.of(broker, field.field()));
            result.add(new ListItem(name, badge(field)));
        });
    }

    private Badge badge(FieldComparison field) {
        var badge = new Badge(switch (field.result()) {
            case SAME -> "Same";
            case CHANGED -> "Changed";
            case ONLY_IN_FIRST -> "Only in v" + first.getValue();
            case ONLY_IN_SECOND -> "Only in v" + second.getValue();
        });
        badge.addThemeVariants(field.result() == FieldComparison.Result.SAME ? BadgeVariant.CONTRAST : BadgeVariant.WARNING);
        return badge;
    }
}
