package io.nija.vault.vault;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.vault.core.VaultOperations;

/** Sets up how people sign in to Vault: with tokens of the identity provider, under a role for each {@link VaultRole}. */
final class JwtLogin {

    /** Asymmetric only: with an HMAC algorithm the provider's public key would be a signing key. */
    private static final List<String> ALGORITHMS = List.of("RS256", "ES256");

    private static final String PATH = "auth/" + Provisioning.JWT;

    private final IdentityProvider provider;

    JwtLogin(IdentityProvider provider) {
        this.provider = provider;
    }

    void configure(VaultOperations vault) {
        vault.write(PATH + "/config", Map.of(
                "oidc_discovery_url", provider.issuer().toString(),
                "bound_issuer", provider.issuer().toString(),
                "jwt_supported_algs", ALGORITHMS,
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
        settings.put("bound_audiences", role == VaultRole.USER
                ? List.of(provider.console(), provider.gateway()) : List.of(provider.console()));
        settings.put("bound_claims", Map.of(pointer(provider.rolesClaim()), List.of(role.claimValue())));
        settings.put("clock_skew_leeway", "30s");
        settings.put("token_policies", List.of(role.vaultName()));
        settings.put("token_ttl", role.ttl().toSeconds() + "s");
        settings.put("token_max_ttl", role.maxTtl().toSeconds() + "s");
        settings.put("token_type", "service");
        return settings;
    }

    /** Vault reads nested claims by JSON pointer. */
    private static String pointer(String claim) {
        return "/" + claim.replace('.', '/');
    }

    /** All that would be written, to be told from what an earlier console wrote. */
    @Override
    public String toString() {
        var text = new StringBuilder().append(provider).append(ALGORITHMS);
        for (var role : VaultRole.values()) {
            text.append(settings(role));
        }
        return text.toString();
    }
}
