package io.nija.vault.audit.ui;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.ShortcutRegistration;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.nija.vault.audit.Operation;
import io.nija.vault.audit.OperationDetail;
import io.nija.vault.audit.ui.AuditNavigation.Verify;
import org.jspecify.annotations.Nullable;

/** One operation with all that is on record of it, beside the list, and the ways from it to others of its kind. */
class OperationDrawer extends Aside {

    private final transient Consumer<UnaryOperator<AuditQuery>> change;
    private final transient Runnable close;
    private final Button closeButton = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> close());
    private @Nullable ShortcutRegistration escape;

    /** @param close called when the person has seen enough */
    OperationDrawer(Consumer<UnaryOperator<AuditQuery>> change, Runnable close) {
        this.change = change;
        this.close = close;
        addClassName("operation-drawer");
        getElement().setAttribute("aria-label", "Operation");
        closeButton.addThemeVariants(ButtonVariant.TERTIARY);
        closeButton.setAriaLabel("Close");
        setVisible(false);
    }

    private void close() {
        close.run();
    }

    void hide() {
        removeAll();
        setVisible(false);
        if (escape != null) {
            escape.remove();
            escape = null;
        }
    }

    void show(OperationDetail detail) {
        removeAll();
        var operation = detail.operation();
        var outcome = new Span(operation.outcome().label());
        outcome.addClassNames("outcome", OperationGrid.style(operation.outcome()));
        // The outcome first, or what was denied reads as if it had been done.
        var title = new Div(new Div(outcome, new H2(operation.user() + " " + OperationText.of(operation))), closeButton);
        title.addClassName("drawer-title");
        add(title, ways(operation), facts(operation));
        if (operation.vaultRequest() == null && detail.request() == null) {
            // The console's own records have one line only.
            line("Record", detail.response());
        } else {
            line("Request", detail.request());
            line("Response", detail.response());
        }
        setVisible(true);
        closeButton.focus();
        if (escape == null) {
            // Only while it is there: the key closes other things too.
            escape = Shortcuts.addShortcutListener(this, this::close, Key.ESCAPE);
        }
    }

    private Component ways(Operation operation) {
        var ways = new Div(way("All of this user", Map.of(Field.USER, operation.user())), way("This address", Map.of(Field.ADDRESS, operation.address())));
        ways.addClassName("drawer-ways");
        if (operation.owner() != null && operation.key() != null) {
            ways.add(way("This key", Map.of(Field.OWNER, operation.owner(), Field.KEY, operation.key())));
        }
        var request = operation.requestId() == null ? operation.vaultRequest() : operation.requestId();
        if (request != null) {
            ways.add(way("This request", Map.of(Field.REQUEST, request)));
        }
        var verify = new Button("Verify", click -> AuditNavigation.toVerify(new Verify(operation.source(), operation.at())));
        verify.addThemeVariants(ButtonVariant.SMALL);
        verify.setAriaLabel("Verify the record of this operation");
        ways.add(verify);
        return ways;
    }

    private Button way(String text, Map<Field, String> fields) {
        var way = new Button(text, click -> change.accept(query -> {
            var wanted = query.everything();
            for (var field : fields.entrySet()) {
                wanted = wanted.with(field.getKey(), field.getValue());
            }
            return wanted;
        }));
        way.addThemeVariants(ButtonVariant.SMALL);
        return way;
    }

    private static DescriptionList facts(Operation operation) {
        var facts = new LinkedHashMap<String, @Nullable String>();
        facts.put("Time", OperationTime.full(operation.at()));
        facts.put("User", operation.user());
        facts.put("Role", operation.role());
        facts.put("Policies", operation.policies());
        facts.put("Operation", operation.operation());
        facts.put("Path", operation.path());
        facts.put("Kind", operation.kind().label());
        facts.put("Owner", operation.owner());
        facts.put("Key", operation.key());
        facts.put("Broker", operation.broker());
        facts.put("Version", operation.version() == null ? null : String.valueOf(operation.version()));
        facts.put("Error", operation.error());
        facts.put("Address", operation.address());
        facts.put("Node", operation.source());
        facts.put("Took", OperationTime.duration(operation.duration()));
        facts.put("Request id", operation.requestId());
        facts.put("Vault’s id", operation.vaultRequest());
        var list = new DescriptionList();
        list.addClassNames("facts", "drawer-facts");
        facts.forEach((name, value) -> {
            if (value != null && !value.isEmpty() && !value.equals("-")) {
                list.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
            }
        });
        return list;
    }

    private void line(String title, @Nullable String text) {
        var part = new Div(new H3(title));
        part.addClassName("drawer-line");
        if (text == null) {
            part.add(new Paragraph("There is none on record."));
        } else {
            var line = LogLine.of(text);
            var json = new Pre(line.text());
            json.getElement().setAttribute("tabindex", "0").setAttribute("aria-label", "The line of the " + title.toLowerCase(Locale.ROOT));
            part.add(json);
            if (!line.hashed().isEmpty()) {
                part.add(new H3("Values that Vault hashed"), hashed(line.hashed()));
            }
        }
        add(part);
    }

    private static DescriptionList hashed(Map<String, String> values) {
        var list = new DescriptionList();
        list.addClassNames("facts", "hashed-values");
        values.forEach((field, hash) -> list.add(new DescriptionList.Term(field), new DescriptionList.Description(hash)));
        return list;
    }
}
