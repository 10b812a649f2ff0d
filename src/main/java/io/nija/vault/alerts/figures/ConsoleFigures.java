package io.nija.vault.alerts.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.nija.vault.alerts.Alerts;
import io.nija.vault.alerts.RuleStatus;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.AuditSourceStatus;
import io.nija.vault.vault.VaultHealth;
import io.nija.vault.vault.VaultStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The console's own figures beside those of its libraries. Those from the database are as old as the last look at it. */
@Component
class ConsoleFigures {

    private static final Logger log = LoggerFactory.getLogger(ConsoleFigures.class);

    private final Alerts alerts;
    private final AuditSearch audit;
    private final MultiGauge open;
    private final MultiGauge unknown;
    private final MultiGauge behind;
    private final MultiGauge age;
    private final MultiGauge unreadable;

    ConsoleFigures(MeterRegistry meters, Alerts alerts, AuditSearch audit, VaultHealth vault, DatabaseHealth database) {
        this.alerts = alerts;
        this.audit = audit;
        open = MultiGauge.builder("console.alerts.open").description("Open alerts").register(meters);
        unknown = MultiGauge.builder("console.alerts.unknown").description("Rules that cannot tell whether all is well").register(meters);
        behind = MultiGauge.builder("console.audit.behind").description("What waits to be read of an audit log").baseUnit("bytes").register(meters);
        age = MultiGauge.builder("console.audit.read.age").description("How long ago an audit log was last read to its end").baseUnit("seconds").register(meters);
        unreadable = MultiGauge.builder("console.audit.unreadable").description("Lines that could not be understood").baseUnit("lines").register(meters);
        Gauge.builder("console.vault.up", vault, health -> health.status() == VaultStatus.UP ? 1 : 0).description("Whether Vault can serve").register(meters);
        Gauge.builder("console.database.up", database, health -> health.isUp() ? 1 : 0).description("Whether PostgreSQL answers").register(meters);
    }

    @Scheduled(fixedDelayString = "${alerts.interval:15s}")
    void look() {
        try {
            open.register(alerts.open().bySeverity().entrySet().stream()
                    .map(entry -> Row.of(Tags.of("severity", entry.getKey().name().toLowerCase(Locale.ROOT)), entry.getValue())).toList(), true);
            unknown.register(List.of(Row.of(Tags.empty(), alerts.rules().stream().filter(RuleStatus::enabled).filter(rule -> rule.problem() != null).count())), true);
            var now = Instant.now();
            var sources = audit.sources();
            behind.register(sources.stream().map(source -> Row.of(of(source), source.behind())).toList(), true);
            unreadable.register(sources.stream().map(source -> Row.of(of(source), source.unreadable())).toList(), true);
            age.register(sources.stream().filter(source -> source.readAt() != null)
                    .map(source -> Row.of(of(source), Duration.between(source.readAt(), now).toMillis() / 1000.0)).toList(), true);
        } catch (DataAccessException | TransactionException e) {
            log.debug("The figures stay as they are while the database is away", e);
        }
    }

    private static Tags of(AuditSourceStatus source) {
        return Tags.of("source", source.name());
    }
}
