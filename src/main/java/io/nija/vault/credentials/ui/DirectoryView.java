package io.nija.vault.credentials.ui;

import java.util.List;

import com.vaadin.flow.component.button.Button;
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
import com.vaadin.flow.spring.data.VaadinSpringDataHelpers;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.NarrowPage;
import io.nija.vault.base.ui.Times;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.KeyDirectory;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Pageable;
import org.springframework.transaction.TransactionException;

/** Everybody's keys for the staff, who see that a key exists and how it is, and never what it holds. */
@Route(KeysNavigation.DIRECTORY)
@PageTitle("Key directory · NIJA Vault Console")
@Menu(title = "Key directory", icon = "vaadin:records", order = 30)
@RolesAllowed({ Role.SUPPORT_NAME, Role.ADMIN_NAME })
class DirectoryView extends Div {

    private static final Logger log = LoggerFactory.getLogger(DirectoryView.class);

    private final TextField search = new TextField();
    private final Grid<CredentialSummary> grid = new Grid<>();
    private final Banner indexAway = new Banner(new Button("Try again", click -> search()));
    private final transient KeyDirectory directory;

    DirectoryView(KeyDirectory directory, BrokerCatalogue brokers) {
        this.directory = directory;
        addClassNames("view", "view-fill");
        search.setPlaceholder("Search user, broker or label");
        search.setAriaLabel("Search the directory");
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> search());
        var tools = new Div(search);
        tools.addClassName("toolbar");
        columns(brokers);
        grid.setItems(query -> page(VaadinSpringDataHelpers.toSpringPageRequest(query)).stream());
        add(new ViewHeader("Key directory", "Who has which key. Values are readable by their owners only."), indexAway, tools, grid);
    }

    private void search() {
        grid.getDataProvider().refreshAll();
    }

    private List<CredentialSummary> page(Pageable page) {
        try {
            var keys = directory.search(search.getValue(), page);
            indexAway.hide();
            grid.setEmptyStateText("No key matches.");
            return keys;
        } catch (DataAccessException | TransactionException e) {
            log.warn("The index is away: {}", e.getMessage());
            indexAway.show("The index is not available, so the directory cannot be shown. The keys are safe in the vault.");
            grid.setEmptyStateText("Nothing can be listed now.");
            return List.of();
        }
    }

    private void columns(BrokerCatalogue brokers) {
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addColumn(key -> key.id().owner().value()).setHeader("User").setSortProperty("id.owner").setWidth("4.5rem").setFlexGrow(1);
        grid.addColumn(new ComponentRenderer<>(key ->
                        new KeyTitle(key, brokers, new Span(KeyTitle.brokerName(key, brokers)))))
                .setHeader("Key").setSortProperty("id.key").setWidth("6rem").setFlexGrow(2);
        grid.addColumn(new ComponentRenderer<>(StatusBadge::new)).setHeader("Status").setWidth("9.25rem").setFlexGrow(0);
        var lastWritten = grid.addColumn(new ComponentRenderer<>(key -> Times.agoText(key.lastWrite())))
                .setHeader("Last written").setAutoWidth(true);
        // On a phone there is room for whose key it is and how it is.
        NarrowPage.follow(this, narrow -> lastWritten.setVisible(!narrow));
    }
}
