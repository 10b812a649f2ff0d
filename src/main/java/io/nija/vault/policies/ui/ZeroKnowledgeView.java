package io.nija.vault.policies.ui;

import java.time.Duration;
import java.time.Instant;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.Refreshing;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.policies.ZeroKnowledge;
import io.nija.vault.policies.ZeroKnowledgeResult;
import io.nija.vault.policies.ZeroKnowledgeResult.State;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.TransactionException;

/** Whether the promise is kept: who could reach a credential value on which way, now and at the checks before. */
@Route(PoliciesNavigation.ZERO_KNOWLEDGE)
@PageTitle("Zero knowledge · NIJA Vault Console")
@Menu(title = "Zero knowledge", icon = "vaadin:eye-slash", order = 52)
@RolesAllowed(Role.ADMIN_NAME)
class ZeroKnowledgeView extends Div {

    private static final Logger log = LoggerFactory.getLogger(ZeroKnowledgeView.class);

    private static final Duration REFRESH = Duration.ofSeconds(5);
    private static final int HISTORY = 50;

    private final transient ZeroKnowledge checks;
    private final transient TaskScheduler scheduler;
    private final Button now = new Button("Check now", VaadinIcon.REFRESH.create(), click -> checkNow());
    private final Banner away = new Banner(new Button("Try again", click -> load()));
    private final VerdictPanel verdict = new VerdictPanel();
    private final Section open = new Section();
    private final RouteMatrix matrix;
    private final Section stated = new Section();
    private final CheckHistory history = new CheckHistory();
    private final Div body = new Div();
    private transient @Nullable ZeroKnowledgeResult shown;

    ZeroKnowledgeView(ZeroKnowledge checks, TaskScheduler scheduler) {
        this.checks = checks;
        this.scheduler = scheduler;
        matrix = new RouteMatrix(checks.routes());
        addClassNames("view", "zero-knowledge-view");
        now.addThemeVariants(ButtonVariant.PRIMARY);
        now.setDisableOnClick(true);
        open.addClassNames("panel", "open-ways");
        stated.addClassName("panel");
        body.addClassName("zero-knowledge-body");
        add(new ViewHeader("Zero knowledge", "Whether anybody of the staff could read a credential value, or give themselves the permission to. Vault itself answers.", now),
                away, body);
        Refreshing.every(REFRESH, this, scheduler, this::load);
    }

    private void load() {
        try {
            checks.latest().ifPresentOrElse(this::show, () -> {
                body.removeAll();
                body.add(new EmptyState(VaadinIcon.EYE_SLASH, "Not checked yet", "The first check is made a few seconds after the start of the console."));
            });
            away.hide();
        } catch (DataAccessException | TransactionException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException failure) {
        log.warn("The database is away: {}", failure.getMessage());
        away.show("The database is not available, so nothing can be said of the promise now.");
    }

    private void checkNow() {
        var ui = UI.getCurrent();
        scheduler.schedule(() -> {
            try {
                checks.check("asked for by an admin");
                ui.access(this::load);
            } catch (DataAccessException | TransactionException e) {
                ui.access(() -> failed(e));
            } finally {
                ui.access(() -> now.setEnabled(true));
            }
        }, Instant.now());
    }

    /** What is there already stays, with the keyboard in it; only the age of the check goes on. */
    private void show(ZeroKnowledgeResult result) {
        verdict.show(result);
        if (shown != null && shown.at().equals(result.at())) {
            return;
        }
        shown = result;
        open.removeAll();
        open.add(new H2("Open, and should not be"), new FindingList(result.open()));
        open.setVisible(!result.open().isEmpty());
        matrix.show(result);
        stated.removeAll();
        stated.add(new H2("Open by purpose"), new Paragraph("The platform could not work without these. What they do is in the audit logs."),
                new FindingList(result.findings().stream().filter(finding -> finding.state() == State.STATED).toList()));
        history.show(checks.history(HISTORY));
        if (open.getParent().isEmpty()) {
            body.removeAll();
            var table = new Section(new H2("Who and which way"), matrix);
            table.addClassName("panel");
            var before = new Section(new H2("Checks before"), history);
            before.addClassName("panel");
            body.add(verdict, open, table, stated, before);
        }
    }
}
