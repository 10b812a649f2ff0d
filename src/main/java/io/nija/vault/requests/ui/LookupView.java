package io.nija.vault.requests.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.requests.PersonLookup;
import io.nija.vault.requests.PersonLookup.Found;
import io.nija.vault.requests.Requests;
import io.nija.vault.requests.ui.ReasonDialog.Wording;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;

/** A person's keys for the staff, as metadata. A reason comes first, as the person sees who looked. */
@Route(RequestsNavigation.LOOKUP)
@PageTitle("Look-up · NIJA Vault Console")
@Menu(title = "Look-up", icon = "vaadin:user-card", order = 17)
@RolesAllowed({ Role.SUPPORT_NAME, Role.ADMIN_NAME })
class LookupView extends Div implements BeforeEnterObserver {

    private final transient PersonLookup lookup;
    private final transient Requests requests;
    private final transient RequestText text;
    private final TextField words = new TextField();
    private final Div result = new Div();

    LookupView(PersonLookup lookup, Requests requests, RequestText text) {
        this.lookup = lookup;
        this.requests = requests;
        this.text = text;
        addClassNames("view", "lookup-view");
        words.setPlaceholder("Beginning of a user id, or a broker");
        words.setAriaLabel("Search people");
        words.setPrefixComponent(VaadinIcon.SEARCH.create());
        words.setClearButtonVisible(true);
        words.setValueChangeMode(ValueChangeMode.LAZY);
        words.setMaxLength(128);
        words.addValueChangeListener(change -> search());
        var tools = new Div(words);
        tools.addClassName("toolbar");
        result.addClassName("lookup-result");
        result.getElement().setAttribute("aria-live", "polite");
        add(new ViewHeader("Look-up", "A person’s keys: how they are, never what they hold. Each look-up is on record, and the person sees it in their activity."), tools, result);
        invite();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RequestsNavigation.person(event.getLocation().getQueryParameters()).ifPresent(person -> words.setValue(person.value()));
    }

    private void invite() {
        result.removeAll();
        result.add(new EmptyState(VaadinIcon.USER_CARD, "Whom do you look for?", "Type the beginning of a user id, or a broker’s name to find everybody with a key there."));
    }

    private void search() {
        var word = words.getValue().strip();
        if (word.isEmpty()) {
            invite();
            return;
        }
        Attempt.to(() -> {
            var found = lookup.search(word);
            result.removeAll();
            if (found.isEmpty()) {
                result.add(new EmptyState(VaadinIcon.SEARCH, "Nobody matches", "Only people with a key can be found, by the beginning of their id."));
                return;
            }
            var list = new UnorderedList();
            list.addClassNames("panel", "people-list");
            found.forEach(person -> list.add(row(person)));
            result.add(list);
        });
    }

    private ListItem row(Found person) {
        var name = new Span(person.name() == null ? person.person().value() : person.name());
        name.addClassName("person-name");
        var id = new Span(person.person().value());
        id.addClassName("secondary");
        var look = new Button("Look at their keys …", click -> ask(person.person()));
        look.addThemeVariants(ButtonVariant.SMALL);
        look.setAriaLabel("Look at the keys of " + person.person());
        return new ListItem(new Div(name, id), look);
    }

    private void ask(UserId person) {
        new ReasonDialog(new Wording("Look at the keys of " + person + "?", "You see metadata only. " + person + " sees that support looked, in their activity.", "Look", "Say why you look.", false),
                why -> show(lookup.look(person, why))).open();
    }

    private void show(Found found) {
        result.removeAll();
        var back = new Button("Back to the search", click -> search());
        back.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        var list = new UnorderedList();
        list.addClassName("key-cards");
        found.keys().forEach(key -> {
            var id = key.summary().id();
            list.add(new KeyCard(key, text.key(id), () -> new AskDialog(requests, id, text.key(id), false).open()));
        });
        var note = new Paragraph("This look-up is on record. " + found.person() + " sees it.");
        note.addClassName("secondary");
        result.add(back, new Section(new H2(found.name() == null ? found.person().value() : found.name() + " (" + found.person() + ")"), note,
                found.keys().isEmpty() ? new Paragraph("No key.") : list));
    }
}
