package io.nija.vault.audit.ui;

import java.util.function.Consumer;
import java.util.function.Supplier;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.nija.vault.audit.ui.SavedSearches.SavedSearch;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.Notices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** A person's saved searches: opened by a click, deleted with a way back, and the one on the page to be added. */
class SavedSearchList extends Popover {

    private static final Logger log = LoggerFactory.getLogger(SavedSearchList.class);

    private final transient SavedSearches searches;
    private final transient UserId owner;
    private final transient Supplier<QueryParameters> current;
    private final transient Consumer<QueryParameters> open;
    private final Div list = new Div();
    private final TextField name = new TextField();

    /**
     * @param current the search on the page, as the address has it
     * @param open    goes to a search
     */
    SavedSearchList(Component target, SavedSearches searches, UserId owner, Supplier<QueryParameters> current, Consumer<QueryParameters> open) {
        this.searches = searches;
        this.owner = owner;
        this.current = current;
        this.open = open;
        setTarget(target);
        setPosition(PopoverPosition.BOTTOM_END);
        setModal(true);
        setAriaLabel("Saved searches");
        name.setPlaceholder("Name of this search");
        name.setAriaLabel("Name of this search");
        name.setMaxLength(SavedSearches.LONGEST_NAME);
        var save = new Button("Save", click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        var form = new Div(name, save);
        form.addClassName("saved-form");
        add(list, form);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                attempt(this::load);
            }
        });
    }

    private void load() {
        list.removeAll();
        var saved = searches.of(owner);
        if (saved.isEmpty()) {
            list.add(new Paragraph("No search is saved yet."));
            return;
        }
        var items = new UnorderedList();
        items.addClassName("saved-list");
        saved.forEach(search -> items.add(item(search)));
        list.add(items);
    }

    private ListItem item(SavedSearch search) {
        var go = new Button(search.name(), click -> {
            close();
            open.accept(QueryParameters.fromString(search.query()));
        });
        go.addThemeVariants(ButtonVariant.TERTIARY);
        var delete = new Button(VaadinIcon.TRASH.create(), click -> attempt(() -> delete(search)));
        delete.addThemeVariants(ButtonVariant.TERTIARY);
        delete.setAriaLabel("Delete " + search.name());
        return new ListItem(go, delete);
    }

    private void save() {
        var query = current.get().getQueryString();
        if (name.getValue().isBlank() || query.length() > SavedSearches.LONGEST_QUERY) {
            name.focus();
            return;
        }
        attempt(() -> {
            searches.save(owner, new SavedSearch(name.getValue().strip(), query));
            name.clear();
            load();
        });
    }

    private void delete(SavedSearch search) {
        searches.delete(owner, search.name());
        load();
        Notices.done("Deleted the search " + search.name() + ".", "Undo", () -> attempt(() -> {
            searches.save(owner, search);
            load();
        }));
    }

    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The index is away: {}", e.getMessage());
            Notices.problem("The index is not available, so saved searches cannot be shown or changed now.");
        }
    }
}
