package io.nija.vault.audit.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.AuditVerification;
import io.nija.vault.audit.AuditVerification.Source;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.Times;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Whether the records are complete and unaltered, source by source, for admins. */
@Route(AuditNavigation.INTEGRITY)
@PageTitle("Integrity · NIJA Vault Console")
@Menu(title = "Integrity", icon = "vaadin:shield", order = 41)
@RolesAllowed(Role.ADMIN_NAME)
class IntegrityView extends Div implements BeforeEnterObserver {

    private static final Logger log = LoggerFactory.getLogger(IntegrityView.class);

    /** @param since gives from when on, and null for everything */
    private record Range(String label, Supplier<@Nullable Instant> since) {

        static Range last(String label, Duration length) {
            return new Range(label, () -> Instant.now().minus(length));
        }
    }

    private static final List<Range> RANGES = List.of(Range.last("Last 24 hours", Duration.ofDays(1)),
            Range.last("Last 7 days", Duration.ofDays(7)), new Range("Everything", () -> null));

    private final transient AuditVerification verification;
    private final transient AuditSearch search;
    private final Select<Range> range = new Select<>();
    private final Button all = new Button("Verify all", VaadinIcon.CHECK_CIRCLE_O.create(), click -> verifyAll());
    private final Banner away = new Banner(new Button("Try again", click -> refresh()));
    private final Div panels = new Div();
    private final transient Map<String, SourcePanel> bySource = new LinkedHashMap<>();

    private transient @Nullable String wanted;

    IntegrityView(AuditVerification verification, AuditSearch search) {
        this.verification = verification;
        this.search = search;
        addClassName("view");
        range.setAriaLabel("Which records");
        range.setItems(RANGES);
        range.setItemLabelGenerator(Range::label);
        range.setValue(RANGES.getFirst());
        all.addThemeVariants(ButtonVariant.PRIMARY);
        panels.addClassName("integrity-sources");
        add(new ViewHeader("Integrity", "Whether the audit logs are kept as they were read: nothing altered, missing or put in.", range, all), away, panels);
    }

    /** Whoever comes from an operation finds its source, and its time to begin with. */
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        AuditNavigation.verify(event.getLocation().getQueryParameters()).ifPresent(verify -> {
            var since = new Range("Since " + Times.dateTime(verify.since()), verify::since);
            var ranges = new ArrayList<>(RANGES);
            ranges.addFirst(since);
            range.setItems(ranges);
            range.setValue(since);
            wanted = verify.source();
        });
    }

    @Override
    protected void onAttach(AttachEvent event) {
        refresh();
        if (wanted != null && bySource.containsKey(wanted)) {
            bySource.get(wanted).focus();
        }
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
                var panel = new SourcePanel(source.name(), verification, search, () -> verify(source.name()));
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
        verification.start(source, range.getValue().since().get());
    }
}
