package io.nija.vault.alerts.watch;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.AlertRule.Threshold;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.StatedRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Programs get wrong answers from a gateway, or wait too long for them. */
@Configuration(proxyBeanMethods = false)
class GatewayRules {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    /** Of fewer, one slow or failed request would be too many. */
    private static final int AT_LEAST = 50;

    @Bean
    AlertRule gatewayErrors(JdbcClient database) {
        return new StatedRule("gateway-errors", "The gateway fails", "Look at the console's log, and whether Vault and the database are well.",
                Severity.CRITICAL, Duration.ofMinutes(1), new Threshold(1, "% of 5 minutes"),
                percent -> found(database, (console, sample) -> sample.percentErrors() <= percent ? Stream.empty() : Stream.of(new Finding(console,
                        String.format(Locale.ENGLISH, "%.1f %% of %,d requests to the gateway of %s failed within 5 minutes", sample.percentErrors(), sample.requests(), console), null))));
    }

    @Bean
    AlertRule gatewayLatency(JdbcClient database) {
        return new StatedRule("gateway-latency", "The gateway is slow", "Look whether Vault or the database is slow, and how much traffic there is.",
                Severity.WARNING, Duration.ofMinutes(2), new Threshold(100, "ms p99 of 5 minutes"),
                milliseconds -> found(database, (console, sample) -> sample.p99() <= milliseconds ? Stream.empty() : Stream.of(new Finding(console,
                        String.format(Locale.ENGLISH, "99 %% of %,d requests to the gateway of %s took up to %.0f ms within 5 minutes", sample.requests(), console, sample.p99()), null))));
    }

    private interface Judging {

        Stream<Finding> of(String console, GatewaySample sample);
    }

    private static List<Finding> found(JdbcClient database, Judging judging) {
        var byConsole = new LinkedHashMap<String, GatewaySample>();
        database.sql("select console, requests, errors, within from alert_gateway where at >= :from order by at")
                .param("from", Timestamp.from(Instant.now().minus(WINDOW)))
                .query((row, number) -> byConsole.merge(row.getString(1), new GatewaySample(row.getLong(2), row.getLong(3), numbers((Long[]) row.getArray(4).getArray())),
                        GatewaySample::plus)).list();
        return byConsole.entrySet().stream().filter(entry -> entry.getValue().requests() >= AT_LEAST)
                .flatMap(entry -> judging.of(entry.getKey(), entry.getValue())).toList();
    }

    private static long[] numbers(Long[] values) {
        var numbers = new long[GatewaySample.LIMITS.length];
        for (int i = 0; i < Math.min(numbers.length, values.length); i++) {
            numbers[i] = values[i];
        }
        return numbers;
    }
}
