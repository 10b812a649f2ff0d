package io.nija.vault.cluster.ui;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.ServerLink;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.cluster.Cluster;
import io.nija.vault.cluster.NodeState;
import io.nija.vault.security.Role;
import io.nija.vault.security.StepUp;
import io.nija.vault.vault.ClusterSetup;
import io.nija.vault.vault.Expiries;
import jakarta.annotation.security.RolesAllowed;

/** How the cluster is set up, read under the admin's own token when the view is opened. */
@Route(ClusterNavigation.SETUP)
@PageTitle("Cluster setup · NIJA Vault Console")
@RolesAllowed(Role.ADMIN_NAME)
class SetupView extends Div {

    private final transient ClusterSetup setup;
    private final transient Cluster cluster;
    private final transient Expiries expiries;
    private final Div body = new Div();

    SetupView(ClusterSetup setup, Cluster cluster, Expiries expiries) {
        this.setup = setup;
        this.cluster = cluster;
        this.expiries = expiries;
        addClassNames("view", "setup-view");
        body.addClassName("setup");
        add(new ViewHeader("Cluster", "What is mounted, who may sign in by what, what is out on lease, and what expires.", new Button("Read again", click -> load())),
                ClusterNavigation.links(), body);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        load();
    }

    private void load() {
        var answering = cluster.state().nodes().stream().filter(node -> node.condition().serves()).map(NodeState::address).toList();
        body.removeAll();
        body.add(section("What expires", "The console renews its token by itself; the rest is for people to renew.", () -> SetupTables.expiries(expiries.all())),
                section("Engines", "", () -> SetupTables.mounts("Engines", setup.mounts())),
                section("Sign-in methods", "", () -> SetupTables.mounts("Sign-in methods", setup.authMethods())),
                section("Audit devices", "", () -> SetupTables.audits(cluster.state(), setup.auditDevices(answering))),
                section("Tokens and entities", "", this::counts),
                section("Leases", "Open ones, by what is right above them.", () -> SetupTables.leases(setup.leases())),
                section("Machines", "", () -> SetupTables.hosts(cluster.state(), setup.hosts(answering))));
    }

    private Component counts() {
        var facts = new Facts();
        facts.set("Tokens that Vault stores", number(setup.tokens()));
        facts.set("Entities", number(setup.entities()));
        return facts;
    }

    private static String number(OptionalLong number) {
        return number.isPresent() ? Figures.of(number.getAsLong()) : "Vault does not tell";
    }

    /** One that cannot be read does not take the others with it. */
    private static Section section(String title, String text, Supplier<Component> content) {
        var section = new Section(new H2(title));
        section.addClassName("panel");
        if (!text.isEmpty()) {
            var explanation = new Paragraph(text);
            explanation.addClassName("secondary");
            section.add(explanation);
        }
        try {
            section.add(content.get());
        } catch (ConsoleException e) {
            section.add(new Paragraph(e.getMessage()));
            List.of(e).stream().filter(ConsoleException::signInHelps).forEach(any -> section.add(new ServerLink(StepUp.signInAddress(), "Sign in again")));
        } catch (IllegalStateException e) {
            section.add(new Paragraph("Vault's answer was not understood. It may be of a version that this console does not know."));
        }
        return section;
    }
}
