package io.nija.vault.vault;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The AppRoles under which programs sign in to Vault. Each bears the name of its policy. A token's life and the longest
 * that renewals may stretch it to are set here.
 */
enum ServiceRole {

    CONSOLE(Duration.ofMinutes(20), Duration.ofHours(24), Map.of()),
    TRADING_ENGINE(Duration.ofHours(1), Duration.ofHours(24), Map.of()),
    BACKUP(Duration.ofMinutes(20), Duration.ofHours(24), Map.of()),
    /** Its secret ids are for one sign-in right after they were made, and its tokens cannot outlive one run. */
    MIGRATION(Duration.ofMinutes(15), Duration.ofMinutes(15), Map.of("secret_id_num_uses", 1, "secret_id_ttl", "5m"));

    private final Duration ttl;
    private final Duration maxTtl;
    private final Map<String, Object> secretIds;

    ServiceRole(Duration ttl, Duration maxTtl, Map<String, Object> secretIds) {
        this.ttl = ttl;
        this.maxTtl = maxTtl;
        this.secretIds = secretIds;
    }

    String vaultName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As Vault's AppRole API takes them, in a fixed order. */
    Map<String, Object> settings() {
        var settings = new TreeMap<String, Object>(secretIds);
        settings.put("token_policies", List.of(vaultName()));
        settings.put("token_ttl", ttl.toSeconds() + "s");
        settings.put("token_max_ttl", maxTtl.toSeconds() + "s");
        settings.put("token_type", "service");
        return settings;
    }
}
