package io.nija.vault.vault;

import java.time.Duration;
import java.util.Locale;

import io.nija.vault.security.Role;

/**
 * The roles under which a person signs in to Vault by JWT. A token's life and the
 * longest that renewals may stretch it to are set here.
 */
enum VaultRole {

    USER(Role.USER, Duration.ofMinutes(30), Duration.ofHours(12)),
    /** For programs that bring the person's access token to the gateway. It ends soon, as nobody can revoke a batch token. */
    USER_GATEWAY(Role.USER, Duration.ofMinutes(15), Duration.ofMinutes(15)),
    /** The same for reading values alone: a policy of one rule, as Vault reads a templated policy anew for each request. */
    USER_READ(Role.USER, Duration.ofMinutes(15), Duration.ofMinutes(15)),
    /** Only for the moment in which a person destroys a key for good; everyday tokens cannot. */
    USER_DESTROY(Role.USER, Duration.ofMinutes(1), Duration.ofMinutes(1)),
    SUPPORT(Role.SUPPORT, Duration.ofMinutes(30), Duration.ofHours(12)),
    ADMIN(Role.ADMIN, Duration.ofMinutes(30), Duration.ofHours(1));

    private final Role role;
    private final Duration ttl;
    private final Duration maxTtl;

    VaultRole(Role role, Duration ttl, Duration maxTtl) {
        this.role = role;
        this.ttl = ttl;
        this.maxTtl = maxTtl;
    }

    /** The policy that says what it may do. */
    String policy() {
        return this == USER_GATEWAY ? USER.vaultName() : vaultName();
    }

    /** Whether access tokens for the gateway open it, for a batch token: no node keeps those, so that getting one costs no write. */
    boolean isForGateway() {
        return this == USER_GATEWAY || this == USER_READ;
    }

    String vaultName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What the roles claim must hold. */
    String claimValue() {
        return role.claimValue();
    }

    Duration ttl() {
        return ttl;
    }

    Duration maxTtl() {
        return maxTtl;
    }
}
