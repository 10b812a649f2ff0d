package io.nija.vault.audit.ui;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.Autocapitalize;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.nija.vault.audit.AuditValues;
import io.nija.vault.audit.ValueOccurrence;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.ui.ServerLink;
import io.nija.vault.base.ui.Times;
import io.nija.vault.security.StepUp;
import io.nija.vault.vault.AuditHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells where a value occurs, by what Vault hashes it to. The value is taken out of the field, and so out of the page and
 * the server's memory of the page, before anything else is done with it.
 */
class ValueDialog extends Dialog {

    private static final Logger log = LoggerFactory.getLogger(ValueDialog.class);

    private final transient AuditHash hash;
    private final transient AuditValues values;
    private final transient Consumer<AuditQuery> search;
    private final TextField value = new TextField("Value");
    private final Div result = new Div();

    /** @param search goes to the operations of a place where the value occurs */
    ValueDialog(AuditHash hash, AuditValues values, Consumer<AuditQuery> search) {
        this.hash = hash;
        this.values = values;
        this.search = search;
        setHeaderTitle("Does this value occur?");
        setWidth("min(40rem, 100vw)");
        value.setHelperText("Vault hashes it under your own name. It is neither stored nor logged.");
        value.setAutocomplete(Autocomplete.OFF);
        value.setAutocapitalize(Autocapitalize.NONE);
        value.setAutocorrect(false);
        value.getElement().setAttribute("spellcheck", "false");
        // No password field, which is offered to the browser's password store.
        value.addClassNames("secret-input", "masked-value");
        value.setValueChangeMode(ValueChangeMode.ON_BLUR);
        value.setWidthFull();
        var find = new Button("Find", click -> find());
        find.addThemeVariants(ButtonVariant.PRIMARY);
        find.addClickShortcut(Key.ENTER).resetFocusOnActiveElement();
        result.addClassName("value-result");
        result.getElement().setAttribute("role", "status");
        add(value, result);
        getFooter().add(new Button("Close", click -> close()), find);
        addOpenedChangeListener(change -> value.clear());
        value.focus();
    }

    private void find() {
        result.removeAll();
        if (value.isEmpty()) {
            value.focus();
            return;
        }
        var wanted = SecretValue.of(value.getValue().strip());
        value.clear();
        try {
            show(values.find(hash.of(wanted)));
        } catch (ConsoleException e) {
            result.add(new Paragraph(e.getMessage()));
            if (e.signInHelps()) {
                result.add(new ServerLink(StepUp.signInAddress(), "Sign in again"));
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("The index is away: {}", e.getMessage());
            result.add(new Paragraph("The index is not available, so nothing can be found now."));
        }
    }

    private void show(List<ValueOccurrence> found) {
        if (found.isEmpty()) {
            result.add(new Paragraph("It occurs in no operation on record."));
            return;
        }
        result.add(new Paragraph(found.size() == AuditValues.LIMIT ? "It occurs here, and maybe in more places:" : "It occurs here:"));
        var list = new UnorderedList();
        list.addClassName("value-places");
        var owners = found.stream().filter(place -> place.isToken() && place.confirmed() != null).map(place -> place.confirmed().user()).distinct().toList();
        owners.forEach(owner -> list.add(token(owner, found.stream().filter(ValueOccurrence::isToken).toList())));
        found.stream().filter(place -> !place.isToken() || owners.isEmpty()).forEach(place -> list.add(place(place)));
        result.add(list);
    }

    private ListItem place(ValueOccurrence place) {
        return item(place.path(), place.field() + " · " + days(place.firstDay(), place.lastDay()) + " · "
                + (place.confirmed() == null ? "by the beginning of its hash" : "confirmed"),
                operations(place.path(), Field.TEXT, place.firstDay(), place.lastDay()));
    }

    /** A token is in all that its owner did with it, so this leads there, and not to the places that are known. */
    private ListItem token(String owner, List<ValueOccurrence> days) {
        var first = days.stream().map(ValueOccurrence::firstDay).min(Comparator.naturalOrder()).orElseThrow();
        var last = days.stream().map(ValueOccurrence::lastDay).max(Comparator.naturalOrder()).orElseThrow();
        return item("A token of " + owner, "In use " + days(first, last) + ". The operations are all of " + owner
                + " on those days: which of them were by this token is in their lines only.", operations(owner, Field.USER, first, last));
    }

    private static String days(LocalDate first, LocalDate last) {
        return Times.date(first) + (first.equals(last) ? "" : " – " + Times.date(last));
    }

    private static ListItem item(String heading, String text, Component operations) {
        var path = new Span(heading);
        path.addClassName("value-path");
        var facts = new Span(text);
        facts.addClassName("secondary");
        var texts = new Div(path, facts);
        texts.addClassName("value-place");
        return new ListItem(texts, operations);
    }

    private Component operations(String of, Field field, LocalDate first, LocalDate last) {
        var from = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        var to = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        var query = AuditQuery.START.over(new TimeRange.Between(from, to)).with(field, of);
        var button = new Button("Operations", click -> {
            close();
            search.accept(query);
        });
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setAriaLabel("Operations of " + of);
        return button;
    }
}
