package io.nija.vault.alerts.figures;

import java.util.ArrayList;

import io.nija.vault.vault.VaultHealth;
import io.nija.vault.vault.VaultStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether people and programs should be sent here. Without Vault or without PostgreSQL the console still is of use: it says
 * what is wrong, and lists from the one while the other is away. So it stays up then and says what is away; sent elsewhere,
 * people would meet the same. Only without both there is nothing that it could do.
 */
@Component
class ConsoleHealthIndicator implements HealthIndicator {

    private final VaultHealth vault;
    private final DatabaseHealth database;

    ConsoleHealthIndicator(VaultHealth vault, DatabaseHealth database) {
        this.vault = vault;
        this.database = database;
    }

    @Override
    public Health health() {
        var away = new ArrayList<String>();
        if (vault.status() != VaultStatus.UP) {
            away.add("vault");
        }
        if (!database.isUp()) {
            away.add("database");
        }
        var health = away.size() == 2 ? Health.down() : Health.up();
        return away.isEmpty() ? health.build() : health.withDetail("degraded", away).build();
    }
}
