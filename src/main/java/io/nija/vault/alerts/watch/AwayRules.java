package io.nija.vault.alerts.watch;

import java.time.Duration;
import java.util.List;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.StatedRule;
import io.nija.vault.vault.VaultHealth;
import io.nija.vault.vault.VaultStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** What the console itself cannot do without. */
@Configuration(proxyBeanMethods = false)
class AwayRules {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Bean
    AlertRule vaultAway(VaultHealth vault) {
        return new StatedRule("vault-away", "Vault cannot serve", "Nobody can read or change keys. Look at the nodes: whether they run, are unsealed and have a leader.",
                Severity.CRITICAL, PATIENCE, null,
                none -> vault.status() == VaultStatus.UP ? List.of() : List.of(new Finding("vault", switch (vault.status()) {
                    case SEALED -> "Vault is sealed";
                    case SLOW -> "Vault does not answer in time";
                    default -> "Vault cannot be reached";
                }, null)));
    }

    /** Asks through the pool, as the pages do. */
    @Bean
    AlertRule databaseAway(JdbcClient database) {
        return new StatedRule("database-away", "The console's database is away", "Lists come from Vault itself, and search, audit and requests stand still. "
                + "Look whether PostgreSQL runs and takes connections.", Severity.CRITICAL, PATIENCE, null, none -> {
                    try {
                        database.sql("select 1").query(Integer.class).single();
                        return List.of();
                    } catch (DataAccessException | TransactionException e) {
                        return List.of(new Finding("database", "PostgreSQL does not answer the console", null));
                    }
                });
    }
}
