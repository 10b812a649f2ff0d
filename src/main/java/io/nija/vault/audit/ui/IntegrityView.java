package io.nija.vault.audit.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.audit.AuditVerification;
import io.nija.vault.audit.AuditVerification.Source;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Whether the records are complete and unaltered, source by source, for admins. */
@Route("audit/integrity")
@PageTitle("Integrity · NIJA Vault Console")
@Menu(title = "Integrity", icon = "vaadin:shield", order = 41)
@RolesAllowed(Role.ADMIN_NAME)
class IntegrityView extends Div {

    private static final Logger log = LoggerFactory.getLogger(IntegrityView.class);

    private enum Range {

        DAY("Last 24 hours", Duration.ofDays(1)), WEEK("Last 7 days", Duration.ofDays(7)), EVERYTHING("Everything", null);

        private final String label;
        private final @Nullable Duration length;

        Range(String label, @Nullable Duration length) {
            this.label = label;
            this.length = length;
        }

        @Nullable Instant since() {
            return length == null ? null : Instant.now().minus(length);
        }
    }

    private final transient AuditVerification verification;
    private final Select<Range> range = new Select<>();
    private final Button all = new Button("Verify all", VaadinIcon.CHECK_CIRCLE_O.create(), click -> verifyAll());
    private final Banner away = new Banner(new Button("Try again", click -> refresh()));
    private final Div panels = new Div();
    private final transient Map<String, SourcePanel> bySource = new LinkedHashMap<>();

    IntegrityView(AuditVerification verification) {
        this.verification = verification;
        addClassName("view");
        range.setAriaLabel("Which records");
        range.setItems(Range.values());
        range.setItemLabelGenerator(item -> item.label);
        range.setValue(Range.DAY);
        all.addThemeVariants(ButtonVariant.PRIMARY);
        panels.addClassName("integrity-sources");
        add(new ViewHeader("Integrity", "Whether the audit logs are kept as they were read: nothing altered, missing or put in.", range, all), away, panels);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        refresh();
        var ui = event.getUI();
        var stop = verification.onChange(() -> ui.access(this::refresh));
        addDetachListener(detach -> {
            stop.run();
            detach.unregisterListener();
        });
    }

    private void refresh() {
        try {
            show(verification.sources());
            away.hide();
        } catch (DataAccessException e) {
            log.warn("The audit records are away: {}", e.getMessage());
            away.show("The database does not answer, so nothing can be said of the records now.");
        }
    }

    private void show(List<Source> sources) {
        if (bySource.size() != sources.size() || panels.getComponentCount() == 0) {
            panels.removeAll();
            bySource.clear();
            for (var source : sources) {
                var panel = new SourcePanel(source.name(), verification, () -> verify(source.name()));
                bySource.put(source.name(), panel);
                panels.add(panel);
            }
            if (sources.isEmpty()) {
                panels.add(new EmptyState(VaadinIcon.SHIELD, "No audit log is read", "Tell the console with audit.logs where the nodes of the vault write theirs."));
            }
        }
        sources.forEach(source -> bySource.get(source.name()).show(source));
        all.setEnabled(sources.stream().anyMatch(source -> source.running() == null));
    }

    private void verifyAll() {
        bySource.keySet().forEach(this::verify);
    }

    private void verify(String source) {
        verification.start(source, range.getValue().since());
    }
}
