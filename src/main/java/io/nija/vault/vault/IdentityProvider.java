package io.nija.vault.vault;

import java.net.URI;
import java.util.List;

/**
 * The OIDC provider whose tokens Vault accepts.
 *
 * @param issuer     the value of {@code iss}; its discovery document tells Vault where the keys are
 * @param audiences  the values of {@code aud} that are accepted, at least one
 * @param userClaim  the claim that holds the user id, as in the person's path in Vault
 * @param rolesClaim the claim that lists a person's roles; dots lead into objects, as in {@code realm_access.roles}
 */
public record IdentityProvider(URI issuer, List<String> audiences, String userClaim, String rolesClaim) {

    public IdentityProvider {
        audiences = List.copyOf(audiences);
        if (audiences.isEmpty()) {
            throw new IllegalArgumentException("Vault would accept tokens meant for anybody: name at least one audience");
        }
    }
}
