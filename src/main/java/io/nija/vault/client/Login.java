package io.nija.vault.client;

import java.time.Duration;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/** How the client gets its token. */
sealed interface Login {

    /**
     * @throws VaultDeniedException      when Vault does not accept the sign-in
     * @throws VaultUnavailableException when Vault does not answer
     */
    VaultToken signIn(VaultTransport vault);

    /** Whether each sign-in makes a token of the client's own. */
    boolean makesTokens();

    record AppRole(String roleId, String secretId) implements Login {

        @Override
        public VaultToken signIn(VaultTransport vault) {
            long asked = System.nanoTime();
            var answer = vault.send(VaultRequest.token("auth/approle/login", Map.of("role_id", roleId, "secret_id", secretId)), null);
            if (!answer.ok()) {
                throw new VaultDeniedException("Vault refuses the AppRole's login: check VAULT_ROLE_ID and VAULT_SECRET_ID, "
                        + "and that the secret id has not expired");
            }
            var auth = answer.json().path("auth");
            return VaultToken.granted(required(auth, "client_token"), auth.at("/metadata/role_name").asString("approle"),
                    Duration.ofSeconds(auth.path("lease_duration").asLong(0)), auth.path("renewable").asBoolean(false), asked);
        }

        @Override
        public boolean makesTokens() {
            return true;
        }

        @Override
        public String toString() {
            return "AppRole";
        }
    }

    /** A token from elsewhere, for development. It can be renewed, but not replaced, and is not the client's to revoke. */
    record GivenToken(String token) implements Login {

        @Override
        public VaultToken signIn(VaultTransport vault) {
            long asked = System.nanoTime();
            var answer = vault.send(VaultRequest.read(VaultToken.LOOKUP), token);
            if (!answer.ok()) {
                throw new VaultDeniedException("Vault does not know the token of VAULT_TOKEN, or not any more");
            }
            var data = answer.json().path("data");
            return VaultToken.granted(token, data.path("display_name").asString("token"),
                    Duration.ofSeconds(data.path("ttl").asLong(0)), data.path("renewable").asBoolean(false), asked);
        }

        @Override
        public boolean makesTokens() {
            return false;
        }

        @Override
        public String toString() {
            return "GivenToken";
        }
    }

    private static String required(JsonNode auth, String field) {
        if (!auth.path(field).isString()) {
            throw new VaultAnswerException("Vault's answer to the login has no " + field);
        }
        return auth.path(field).stringValue();
    }
}
