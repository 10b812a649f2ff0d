package io.nija.vault.requests.engine;

import java.time.Duration;
import java.util.List;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.StatedRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What can go wrong with requests. */
@Configuration
class RequestRules {

    @Bean
    AlertRule overdueRequests(JdbcClient database) {
        return new StatedRule("requests-overdue", "Requests are past their service level",
                "Claim them, or hand them over to somebody who is there: the queue lists them under Overdue.", Severity.WARNING, Duration.ofMinutes(5), null,
                threshold -> {
                    long overdue = database.sql("select count(*) from rotation_request where closed_at is null and pressing < now()").query(Long.class).single();
                    return overdue == 0 ? List.of() : List.of(new Finding("requests", overdue == 1 ? "One request is past its service level."
                            : "%d requests are past their service level.".formatted(overdue), "requests?queue=overdue"));
                });
    }
}
