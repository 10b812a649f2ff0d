package io.nija.vault.policies.ui;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.ui.NarrowPage;
import io.nija.vault.base.ui.Times;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.policies.PolicyCatalogue;
import io.nija.vault.policies.PolicySummary;
import io.nija.vault.policies.PolicySummary.Standing;
import io.nija.vault.security.Role;
import io.nija.vault.vault.PolicyHolder;
import jakarta.annotation.security.RolesAllowed;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Every policy in the vault: who holds it, whether it is as the project has it, and when it last changed. */
@Route(PoliciesNavigation.POLICIES)
@PageTitle("Policies · NIJA Vault Console")
@Menu(title = "Policies", icon = "vaadin:clipboard-check", order = 50)
@RolesAllowed(Role.ADMIN_NAME)
class PolicyListView extends Div {

    private static final int NAMED_HOLDERS = 3;

    private final transient PolicyCatalogue catalogue;
    private final ViewHeader header = new ViewHeader("Policies", "What Vault allows, policy by policy, and who holds which.");
    private final TextField search = new TextField();
    private final Grid<PolicySummary> grid = new Grid<>();
    private final Div body = new Div();
    private transient List<PolicySummary> all = List.of();

    PolicyListView(PolicyCatalogue catalogue) {
        this.catalogue = catalogue;
        addClassNames("view", "policies-view");
        search.setPlaceholder("Search policy or holder");
        search.setAriaLabel("Search policies");
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(typed -> show());
        columns();
        add(header, body);
        load();
    }

    private void columns() {
        grid.addThemeVariants(GridVariant.NO_BORDER, GridVariant.WRAP_CELL_CONTENT);
        grid.setAllRowsVisible(true);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.getElement().setAttribute("aria-label", "Policies");
        grid.setEmptyStateText("No policy matches.");
        grid.addColumn(new ComponentRenderer<>(policy -> PoliciesNavigation.policy(policy.name()))).setHeader("Policy").setFlexGrow(2)
                .setComparator(PolicySummary::name).setSortable(true);
        grid.addColumn(new ComponentRenderer<>(policy -> new StandingBadge(policy.standing()))).setHeader("Compared with the project").setFlexGrow(2)
                .setComparator(PolicySummary::standing).setSortable(true);
        var holders = grid.addColumn(new ComponentRenderer<>(PolicyListView::holders)).setHeader("Held by").setFlexGrow(4)
                .setComparator(policy -> policy.holders().size()).setSortable(true);
        var changed = grid.addColumn(new ComponentRenderer<>(PolicyListView::changed)).setHeader("Last change").setFlexGrow(2);
        NarrowPage.follow(this, narrow -> {
            holders.setVisible(!narrow);
            changed.setVisible(!narrow);
        });
    }

    private static Component holders(PolicySummary policy) {
        var names = policy.holders().stream().limit(NAMED_HOLDERS).map(PolicyHolder::title).collect(Collectors.joining(", "));
        int more = policy.holders().size() - NAMED_HOLDERS;
        return new Span(policy.holders().isEmpty() ? "Nobody" : more > 0 ? names + " and " + more + " more" : names);
    }

    private static Component changed(PolicySummary policy) {
        return policy.changedAt() == null ? new Span("None seen") : Times.agoText(policy.changedAt());
    }

    private void load() {
        body.removeAll();
        try {
            all = catalogue.list();
            var tools = new Div(search);
            tools.addClassName("toolbar");
            body.add(tools, grid);
            long wrong = all.stream().filter(policy -> policy.standing() == Standing.DIFFERS || policy.standing() == Standing.MISSING).count();
            header.setSubtitle(all.size() + " policies. " + (wrong == 0 ? "All of the project's are as it would provision them."
                    : wrong == 1 ? "One is not as the project would provision it." : wrong + " are not as the project would provision them."));
            show();
        } catch (ConsoleException | DataAccessException | TransactionException e) {
            body.add(new LoadProblem(e, this::load));
        }
    }

    private void show() {
        var wanted = search.getValue().strip().toLowerCase(Locale.ROOT);
        grid.setItems(all.stream().filter(policy -> policy.name().toLowerCase(Locale.ROOT).contains(wanted)
                || policy.holders().stream().anyMatch(holder -> holder.title().toLowerCase(Locale.ROOT).contains(wanted))).toList());
    }
}
