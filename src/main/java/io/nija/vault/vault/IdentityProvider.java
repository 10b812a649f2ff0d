package io.nija.vault.vault;

import java.net.URI;
/**
 * The OIDC provider whose tokens Vault accepts.
 *
 * @param issuer     the value of {@code iss}; its discovery document tells Vault where the keys are
 * @param console    the console's client id: the audience of ID tokens, which every role accepts
 * @param gateway    the audience of access tokens, which only the role {@code user} accepts
 * @param userClaim  the claim that holds the user id, as in the person's path in Vault
 * @param rolesClaim the claim that lists a person's roles; dots lead into objects, as in {@code realm_access.roles}
 */
public record IdentityProvider(URI issuer, String console, String gateway, String userClaim, String rolesClaim) {
}
