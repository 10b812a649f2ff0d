package io.nija.vault.policies.ui;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.policies.PolicyCatalogue;
import io.nija.vault.policies.PolicyDetail;
import io.nija.vault.policies.PolicyHistory;
import io.nija.vault.policies.PolicySummary.Standing;
import io.nija.vault.policies.language.PolicySyntaxException;
import io.nija.vault.policies.language.PolicyText;
import io.nija.vault.policies.ui.PolicyCode.Lines;
import io.nija.vault.security.Role;
import io.nija.vault.vault.PolicyHolder;
import io.nija.vault.vault.PolicyHolder.Kind;
import jakarta.annotation.security.RolesAllowed;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** One policy: its text, who holds it, what is different from the project, and how it changed. */
@Route(PoliciesNavigation.POLICY)
@RolesAllowed(Role.ADMIN_NAME)
class PolicyView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final transient PolicyCatalogue catalogue;
    private final transient PolicyHistory history;
    private String name = "";
    private int line;

    PolicyView(PolicyCatalogue catalogue, PolicyHistory history) {
        this.catalogue = catalogue;
        this.history = history;
        addClassNames("view", "policy-view");
    }

    @Override
    public String getPageTitle() {
        return name + " · NIJA Vault Console";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        name = String.join("/", event.getRouteParameters().getWildcard(PoliciesNavigation.NAME));
        line = event.getLocation().getQueryParameters().getSingleParameter(PoliciesNavigation.LINE).filter(text -> text.matches("\\d{1,6}"))
                .map(Integer::parseInt).orElse(0);
        load();
    }

    private void load() {
        removeAll();
        var all = new RouterLink("All policies", PolicyListView.class);
        all.addClassName("text-link");
        try {
            var changes = history.of(name);
            var found = catalogue.find(name);
            if (found.isEmpty() && changes.isEmpty()) {
                add(new EmptyState(VaadinIcon.CLIPBOARD_CHECK, "There is no policy “" + name + "”", "It may have been removed, or its name is written in another way.", all));
                return;
            }
            add(all);
            found.ifPresentOrElse(this::show, () -> add(new ViewHeader(name, "This policy is not in Vault any more. Its history is kept.")));
            add(section("How it changed", new ChangeList(changes)));
        } catch (ConsoleException | DataAccessException | TransactionException e) {
            add(new LoadProblem(e, this::load));
        }
    }

    private void show(PolicyDetail policy) {
        var standing = policy.summary().standing();
        var header = new ViewHeader(name, subtitle(policy), PoliciesNavigation.access("What it allows", null, name, null));
        header.addBesideTitle(new StandingBadge(standing));
        add(header);
        if (standing == Standing.DIFFERS) {
            var difference = section("Different from the project", new Paragraph("What Vault has more than the project would provision is marked +, what it lacks is marked −. "
                    + "Provision again to bring it back, or bring the change into the project."),
                    new TextDifference(Objects.requireNonNull(policy.projectText()), Objects.requireNonNull(policy.text())));
            add(difference);
        }
        if (policy.text() != null) {
            add(text(policy.text()));
        }
        add(section("Who holds it", policy.summary().holders().isEmpty() ? new Paragraph("Nobody, so it allows nothing to anybody.") : holders(policy.summary().holders())));
    }

    private static String subtitle(PolicyDetail policy) {
        return switch (policy.summary().standing()) {
            case SAME -> "Vault has this policy as the project would provision it.";
            case DIFFERS -> "Vault has another text than the project would provision.";
            case FOREIGN -> "Somebody else's: the project neither writes nor removes it.";
            case MISSING -> "The project has this policy, and Vault does not. Provision it anew.";
            case BUILT_IN -> "Every Vault has this policy.";
        };
    }

    private Section text(String text) {
        var code = new PolicyCode();
        var parsed = parse(text);
        code.show(text, marked(parsed));
        var formatted = new Checkbox("Formatted", change -> code.show(change.getValue() ? parsed.orElseThrow().formatted() : text,
                change.getValue() ? List.of() : marked(parsed)));
        formatted.setTooltipText("The rules alone, each written in the same way, without comments");
        formatted.setEnabled(parsed.isPresent());
        var section = section("Text", code);
        var head = new Div(section.getComponentAt(0), formatted);
        head.addClassName("policy-text-head");
        section.addComponentAsFirst(head);
        if (parsed.isEmpty()) {
            section.add(new Paragraph("This text is not understood here, so which of its rules decides cannot be told. Vault's own answers are not affected."));
        }
        return section;
    }

    private static Optional<PolicyText> parse(String text) {
        try {
            return Optional.of(PolicyText.parse(text));
        } catch (PolicySyntaxException e) {
            return Optional.empty();
        }
    }

    private List<Lines> marked(Optional<PolicyText> parsed) {
        return parsed.stream().flatMap(text -> text.rules().stream()).filter(rule -> rule.line() == line).map(rule -> new Lines(rule.line(), rule.end())).toList();
    }

    private static UnorderedList holders(List<PolicyHolder> holders) {
        var list = new UnorderedList();
        list.addClassName("holders");
        for (var holder : holders) {
            var kind = new Span(holder.kind().label());
            kind.addClassName("secondary");
            boolean asked = holder.kind() == Kind.ROLE || holder.kind() == Kind.GROUP;
            list.add(new ListItem(asked ? PoliciesNavigation.access(holder.title(), holder.title(), null, null) : new Span(holder.title()), kind));
        }
        return list;
    }

    private static Section section(String title, Component... parts) {
        var section = new Section(new H2(title));
        section.add(parts);
        section.addClassName("panel");
        return section;
    }
}
