package io.nija.vault.vault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.VaultCaller;
import io.nija.vault.testing.VaultCallers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Nobody's standing permissions lead to more of them, or to a value. */
@ConsoleTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EscalationTest {

    static final List<Route> ROUTES = Route.all("""
            POST   sys/policies/acl/admin        {"policy": "path \\"*\\" { capabilities = [\\"read\\"] }"}
            POST   sys/policies/acl/another      {"policy": "path \\"*\\" { capabilities = [\\"read\\"] }"}
            PATCH  sys/policies/acl/admin        {"policy": "path \\"*\\" { capabilities = [\\"read\\"] }"}
            DELETE sys/policies/acl/another
            POST   sys/policy/admin              {"policy": "path \\"*\\" { capabilities = [\\"read\\"] }"}
            POST   auth/jwt/config               {"jwks_url": "http://127.0.0.1:1/keys"}
            POST   auth/jwt/role/admin           {"role_type": "jwt", "user_claim": "sub", "bound_audiences": ["nija"]}
            DELETE auth/jwt/role/another
            POST   auth/approle/role/console     {"token_policies": ["admin"]}
            POST   auth/approle/role/another     {"token_policies": ["console"]}
            POST   auth/approle/role/console/policies          {"token_policies": ["admin"]}
            POST   auth/approle/role/console/secret-id
            POST   auth/approle/role/console/custom-secret-id  {"secret_id": "chosen"}
            GET    auth/approle/role/console/role-id
            POST   auth/token/create
            POST   auth/token/create             {"policies": ["user"], "no_parent": true}
            POST   auth/token/create-orphan
            POST   auth/token/create/another
            POST   auth/token/roles/another      {"allowed_policies": ["root"]}
            LIST   auth/token/accessors
            POST   identity/entity               {"name": "another", "policies": ["admin"]}
            POST   identity/entity/name/another  {"policies": ["admin"]}
            POST   identity/entity-alias         {"name": "another"}
            POST   identity/entity/merge         {"from_entity_ids": ["a"], "to_entity_id": "b"}
            POST   identity/group                {"name": "another", "policies": ["admin"]}
            POST   identity/group-alias          {"name": "another"}
            POST   identity/persona              {"name": "another"}
            POST   identity/oidc/key/another
            POST   sys/mounts/secret/tune        {"audit_non_hmac_response_keys": ["data"]}
            POST   sys/auth/jwt/tune             {"audit_non_hmac_request_keys": ["jwt"]}
            POST   sys/mounts/another            {"type": "kv"}
            DELETE sys/mounts/another
            POST   sys/remount                   {"from": "none", "to": "another"}
            POST   sys/auth/another              {"type": "approle"}
            DELETE sys/auth/another
            LIST   sys/raw/sys
            POST   sys/raw/another               {"value": "anything"}
            POST   sys/plugins/catalog/secret/x  {"command": "x", "sha256": "00"}
            POST   sys/plugins/reload/backend    {"plugin": "kv"}
            POST   sys/storage/raft/snapshot
            POST   sys/storage/raft/snapshot-force
            GET    sys/storage/raft/snapshot
            POST   sys/storage/raft/remove-peer  {"server_id": "none"}
            POST   sys/storage/raft/autopilot/configuration
            POST   sys/rotate
            POST   sys/rotate/keyring
            POST   sys/rotate/config             {"enabled": false}
            POST   sys/rotate/root/init          {"secret_shares": 1, "secret_threshold": 1}
            POST   sys/audit/another             {"type": "file"}
            DELETE sys/audit/another
            POST   sys/config/auditing/request-headers/another  {"hmac": false}
            POST   sys/quotas/config             {"rate_limit_exempt_paths": ["sys/seal"]}
            POST   sys/leases/revoke-prefix/auth/another
            POST   sys/namespaces/another
            POST   transit/keys/user-credentials/config   {"exportable": true, "allow_plaintext_backup": true}
            POST   transit/keys/user-credentials/rotate
            POST   transit/keys/another
            DELETE transit/keys/another
            GET    transit/export/encryption-key/user-credentials
            GET    transit/backup/user-credentials
            POST   transit/restore               {"backup": "bm9uZQ=="}
            POST   transit/rewrap/user-credentials        {"ciphertext": "vault:v1:bm9uZQ=="}
            POST   transit/encrypt/another       {"plaintext": "bm9uZQ=="}
            GET    secret/data/users/bob/okx
            POST   secret/data/users/bob/okx     {"data": {"api_key": "none"}}
            PATCH  secret/data/users/bob/okx     {"data": {"api_key": "none"}}
            DELETE secret/data/users/bob/okx
            GET    secret/data/elsewhere
            POST   secret/data/elsewhere         {"data": {"api_key": "none"}}
            POST   secret/destroy/users/bob/okx  {"versions": [1]}
            DELETE secret/metadata/users/bob/okx
            GET    secret/subkeys/users/bob/okx
            POST   secret/config                 {"max_versions": 1}
            POST   audit-heads/config            {"max_versions": 1}
            POST   audit-heads/metadata/node/00000000000000000001  {"max_versions": 1}
            DELETE audit-heads/metadata/node/00000000000000000001
            POST   audit-heads/delete/node/00000000000000000001    {"versions": [1]}
            POST   audit-heads/destroy/node/00000000000000000001   {"versions": [1]}
            POST   sys/mounts/audit-heads/tune   {"options": {"version": "2"}}
            POST   transit/keys/audit-chain/config        {"exportable": true, "allow_plaintext_backup": true}
            POST   transit/keys/audit-chain/rotate
            POST   transit/keys/audit-chain/trim          {"min_available_version": 1}
            GET    transit/export/signing-key/audit-chain
            GET    transit/backup/audit-chain
            POST   transit/sign/another          {"input": "bm9uZQ=="}
            POST   sys/step-down
            POST   sys/seal
            POST   sys/generate-root-token/attempt
            POST   sys/generate-root-token/update {"key": "bm9uZQ==", "nonce": "none"}
            """);

    /** What this server has no way to at all, whoever asks: switched off for requests over the network. */
    private static final List<Route> CLOSED_TO_EVERYBODY = Route.all("""
            POST   sys/generate-root/attempt
            POST   sys/generate-root/update      {"key": "bm9uZQ==", "nonce": "none"}
            POST   sys/rekey/init                {"secret_shares": 1, "secret_threshold": 1}
            """);

    @Autowired
    VaultCallers callers;

    private final Map<Holder, VaultCaller> signedIn = new EnumMap<>(Holder.class);

    private VaultCaller caller(Holder holder) {
        var caller = signedIn.get(holder);
        if (caller == null || !caller.isAlive()) {
            caller = holder.signIn(callers);
            signedIn.put(holder, caller);
        }
        return caller;
    }

    static Stream<Arguments> everybodyAndEveryRoute() {
        return Stream.of(Holder.values()).flatMap(holder -> ROUTES.stream().map(route -> arguments(holder, route)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everybodyAndEveryRoute")
    void isForbiddenTo(Holder holder, Route route) {
        assertThat(route.sentBy(caller(holder)).status()).isEqualTo(403);
        assertThat(caller(holder).capabilities(route.path())).doesNotContain("root", "sudo", "create", "update", "delete", "patch");
    }

    static Stream<Arguments> everybodyAndWhatIsClosed() {
        return Stream.of(Holder.values()).flatMap(holder -> CLOSED_TO_EVERYBODY.stream().map(route -> arguments(holder, route)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everybodyAndWhatIsClosed")
    void isNoEndpointAndWouldBeForbiddenTo(Holder holder, Route route) {
        assertThat(route.sentBy(caller(holder)).status()).isEqualTo(405);
        assertThat(caller(holder).capabilities(route.path())).containsExactly("deny");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONSOLE")
    void onlyTheConsoleDecryptsByTransit(Holder holder) {
        assertThat(Route.of("POST transit/decrypt/user-credentials {\"ciphertext\": \"vault:v1:bm9uZQ==\"}").sentBy(caller(holder)).status()).isEqualTo(403);
    }

    /** Otherwise a misspelt route would be forbidden for ever, and prove nothing. */
    @Test
    void everyRouteIsOneThatRootCanTake() throws IOException {
        try (var vault = DevVault.startWith("raw_storage_endpoint = true")) {
            var root = vault.root();
            Route.all("""
                    POST sys/auth/jwt      {"type": "jwt"}
                    POST sys/auth/approle  {"type": "approle"}
                    POST sys/mounts/transit {"type": "transit"}
                    POST transit/keys/user-credentials
                    POST transit/keys/audit-chain {"type": "ed25519"}
                    POST sys/mounts/audit-heads {"type": "kv", "options": {"version": "2"}}
                    POST auth/approle/role/console
                    """).forEach(route -> assertThat(route.sentBy(root).ok()).isTrue());
            var missed = new ArrayList<String>();
            for (var route : ROUTES) {
                var answer = route.sentBy(root);
                var unknown = answer.status() == 405 || answer.body().toString().contains("unsupported");
                if (answer.status() == 403 || unknown && !route.path().startsWith("sys/storage/raft/")) {
                    missed.add(route + " " + answer);
                }
            }
            assertThat(missed).isEmpty();
        }
    }
}
