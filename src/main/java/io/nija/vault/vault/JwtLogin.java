package io.nija.vault.vault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.nija.vault.security.OidcProperties;
import org.springframework.vault.core.VaultOperations;

/** Sets up how people sign in to Vault: with tokens of the identity provider, under a role for each {@link VaultRole}. */
final class JwtLogin {

    private static final String PATH = "auth/" + Provisioning.JWT;

    private final IdentityProvider provider;

    JwtLogin(IdentityProvider provider) {
        this.provider = provider;
    }

    void configure(VaultOperations vault) {
        vault.write(PATH + "/config", Map.of(
                "oidc_discovery_url", provider.issuer().toString(),
                "bound_issuer", provider.issuer().toString(),
                "jwt_supported_algs", OidcProperties.SIGNATURES,
                "default_role", VaultRole.USER.vaultName()));
    }

    void writeRoles(VaultOperations vault) {
        for (var role : VaultRole.values()) {
            vault.write(PATH + "/role/" + role.vaultName(), settings(role));
        }
    }

    private Map<String, Object> settings(VaultRole role) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("role_type", "jwt");
        settings.put("user_claim", provider.userClaim());
        settings.put("bound_audiences", List.of(role.isForGateway() ? provider.gateway() : provider.console()));
        settings.put("bound_claims", Map.of(pointer(provider.rolesClaim()), List.of(role.claimValue())));
        settings.put("clock_skew_leeway", "30s");
        settings.put("token_policies", List.of(role.policy()));
        // The default policy lets a token look after itself, which these never do, and weighing it costs Vault half of a read.
        settings.put("token_no_default_policy", role.isForGateway());
        settings.put("token_ttl", role.ttl().toSeconds() + "s");
        settings.put("token_max_ttl", role.maxTtl().toSeconds() + "s");
        settings.put("token_type", role.isForGateway() ? "batch" : "service");
        return settings;
    }

    /** Vault reads nested claims by JSON pointer. */
    private static String pointer(String claim) {
        return "/" + claim.replace('.', '/');
    }

    /** All that would be written, to be told from what an earlier console wrote. */
    @Override
    public String toString() {
        var text = new StringBuilder().append(provider).append(OidcProperties.SIGNATURES);
        for (var role : VaultRole.values()) {
            text.append(settings(role));
        }
        return text.toString();
    }
}
