package io.nija.vault.security;

import java.net.URI;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The OIDC provider where people sign in.
 *
 * @param issuerUri  {@code OIDC_ISSUER_URI}
 * @param clientId   {@code OIDC_CLIENT_ID}; also the audience of the ID tokens
 * @param gatewayAudience the audience of access tokens that programs bring to the platform
 * @param userClaim  the claim that holds the user id; it becomes part of the person's path in Vault
 * @param rolesClaim the claim that lists roles ({@code user}, {@code support}, {@code admin}); dots lead into objects,
 *                   as in Keycloak's {@code realm_access.roles}
 */
@ConfigurationProperties("oidc")
public record OidcProperties(URI issuerUri, String clientId, @DefaultValue("nija") String gatewayAudience,
        @DefaultValue("sub") String userClaim, @DefaultValue("roles") String rolesClaim) {

    /** The signatures that the platform takes: of public keys only, so that nobody can sign with what everybody may know. */
    public static final List<String> SIGNATURES = List.of("RS256", "ES256");
}
