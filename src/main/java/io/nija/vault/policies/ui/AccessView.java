package io.nija.vault.policies.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.policies.access.EffectiveAccess;
import io.nija.vault.policies.access.EffectiveAccess.Choices;
import io.nija.vault.security.Role;
import io.nija.vault.vault.PolicyHolder;
import io.nija.vault.vault.VaultPerson;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Who can do what: somebody and a path give what they may do there; a path alone gives everybody who may touch it. */
@Route(PoliciesNavigation.ACCESS)
@PageTitle("Who can do what · NIJA Vault Console")
@Menu(title = "Who can do what", icon = "vaadin:user-check", order = 51)
@RolesAllowed(Role.ADMIN_NAME)
class AccessView extends Div implements BeforeEnterObserver {

    private static final int LONGEST = 500;

    private final transient EffectiveAccess access;
    private final ComboBox<PolicyHolder> role = new ComboBox<>("Signed in under");
    private final ComboBox<String> policy = new ComboBox<>("Policy");
    private final ComboBox<VaultPerson> person = new ComboBox<>("Person");
    private final TextField path = new TextField("Path");
    private final Div form = new Div();
    private final Div result = new Div();

    AccessView(EffectiveAccess access) {
        this.access = access;
        addClassNames("view", "access-view");
        role.setItemLabelGenerator(PolicyHolder::title);
        person.setItemLabelGenerator(AccessView::title);
        role.setPlaceholder("Any role or group");
        policy.setPlaceholder("Any policy");
        person.setPlaceholder("Nobody in particular");
        path.setPlaceholder("secret/data/users/alice/kraken");
        path.setHelperText("As Vault has it, without /v1/. For lists, end it with a slash.");
        path.setMaxLength(LONGEST);
        for (var box : List.of(role, policy, person)) {
            box.setClearButtonVisible(true);
        }
        var ask = new Button("Ask Vault", click -> go());
        ask.addThemeVariants(ButtonVariant.PRIMARY);
        ask.addClickShortcut(Key.ENTER).listenOn(path);
        form.add(role, policy, person, path, ask);
        form.addClassNames("panel", "access-form");
        result.addClassName("access-result");
        add(new ViewHeader("Who can do what", "Choose whom you ask about, and a path. With a path alone you see everybody who may touch it."), form, result);
    }

    /** A person's name in Vault is made up; what they sign in with tells who they are. */
    private static String title(VaultPerson person) {
        var names = person.aliases().stream().map(VaultPerson.Alias::name).distinct().collect(Collectors.joining(", "));
        return names.isEmpty() ? person.name() : names;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        load(event.getLocation().getQueryParameters());
    }

    private void load(QueryParameters wanted) {
        result.removeAll();
        try {
            show(access.choices(), wanted);
        } catch (ConsoleException | DataAccessException | TransactionException e) {
            form.setVisible(false);
            result.add(new LoadProblem(e, () -> load(wanted)));
        }
    }

    private void show(Choices choices, QueryParameters wanted) {
        form.setVisible(true);
        role.setItems(choices.holders());
        policy.setItems(choices.policies());
        person.setItems(choices.people());
        role.setValue(find(choices.holders(), wanted, PoliciesNavigation.ROLE, PolicyHolder::title));
        policy.setValue(find(choices.policies(), wanted, PoliciesNavigation.HELD, name -> name));
        person.setValue(find(choices.people(), wanted, PoliciesNavigation.PERSON, VaultPerson::name));
        path.setValue(wanted.getSingleParameter(PoliciesNavigation.PATH).map(AccessView::clean).orElse(""));
        if (path.isEmpty()) {
            var hint = new Paragraph("For example: may support read the key of Alice at Kraken? Choose jwt/support and secret/data/users/alice/kraken.");
            hint.addClassName("secondary");
            result.add(hint);
            return;
        }
        answer();
    }

    private static <T> @Nullable T find(List<T> among, QueryParameters wanted, String name, Function<T, String> key) {
        return wanted.getSingleParameter(name).flatMap(value -> among.stream().filter(one -> key.apply(one).equals(value)).findFirst()).orElse(null);
    }

    private static String clean(String text) {
        var path = text.strip().replaceFirst("^/+", "").replaceFirst("^v1/", "");
        return path.length() > LONGEST || path.chars().anyMatch(Character::isISOControl) ? "" : path;
    }

    /** By the address, so that the way back and a link for a colleague work. */
    private void go() {
        var asked = clean(path.getValue());
        path.setInvalid(asked.isEmpty());
        path.setErrorMessage("Enter a path, such as secret/data/users/alice/kraken");
        if (asked.isEmpty()) {
            path.focus();
            return;
        }
        var parameters = PoliciesNavigation.question(Optional.ofNullable(role.getValue()).map(PolicyHolder::title).orElse(null), policy.getValue(),
                Optional.ofNullable(person.getValue()).map(VaultPerson::name).orElse(null), asked);
        UI.getCurrent().navigate(AccessView.class, parameters);
    }

    private void answer() {
        try {
            if (role.isEmpty() && policy.isEmpty() && person.isEmpty()) {
                everybody();
                return;
            }
            var policies = new ArrayList<String>();
            Optional.ofNullable(role.getValue()).ifPresent(held -> policies.addAll(held.policies()));
            Optional.ofNullable(policy.getValue()).ifPresent(policies::add);
            var answer = access.ask(policies, person.getValue(), path.getValue());
            result.add(new AnswerPanel(answer));
            if (person.isEmpty() && answer.capabilities().contains("deny")) {
                var hint = new Paragraph("Rules with {{ }} are about a person's own paths. Choose a person to see what they may do at theirs.");
                hint.addClassName("secondary");
                result.add(hint);
            }
        } catch (ConsoleException | IllegalStateException | DataAccessException | TransactionException e) {
            result.add(new LoadProblem(e, () -> {
                result.removeAll();
                answer();
            }));
        }
    }

    private void everybody() {
        var found = access.whoMayTouch(path.getValue());
        var section = new Section(new H2("Who may touch " + path.getValue()));
        section.addClassName("panel");
        section.add(found.isEmpty() ? new Paragraph("Nobody. No role, group or entity has a policy that allows anything there.") : new TouchersGrid(found, path.getValue()));
        result.add(section);
    }
}
