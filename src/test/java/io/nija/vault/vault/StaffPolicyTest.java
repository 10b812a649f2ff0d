package io.nija.vault.vault;

import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.nija.vault.base.CredentialId;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import io.nija.vault.testing.VaultCaller;
import io.nija.vault.testing.VaultCallers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static io.nija.vault.testing.People.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

/** Support, admins and the console itself: which keys exist, how the cluster is, and never a value. */
@ConsoleTest
class StaffPolicyTest {

    @Autowired
    VaultCallers callers;

    CredentialId key = People.newKey(ALICE, "kraken");

    @BeforeEach
    void aliceHasAKey() {
        assertThat(callers.person(ALICE, "user").send("POST", "secret/data/" + key.path(), Map.of("data", Map.of("api_key", "of alice"))).ok()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = { "SUPPORT", "ADMIN", "CONSOLE" })
    void seeWhichKeysThereAre(Holder holder) {
        var caller = holder.signIn(callers);

        assertThat(caller.send("LIST", "secret/metadata/users/").body().at("/data/keys").toString()).contains("alice/");
        assertThat(caller.send("LIST", "secret/metadata/users/alice/").body().at("/data/keys").toString()).contains(key.key());
        assertThat(caller.send("GET", "secret/metadata/" + key.path()).body().at("/data/current_version").asInt()).isOne();
    }

    @ParameterizedTest
    @EnumSource(names = { "SUPPORT", "ADMIN", "CONSOLE" })
    void neitherReadNorChangeAKey(Holder holder) {
        var caller = holder.signIn(callers);

        for (var request : List.of("GET secret/data/%s", "GET secret/data/%s?version=1", "GET secret/subkeys/%s", "POST secret/data/%s {\"data\": {}}",
                "PATCH secret/data/%s {\"data\": {}}", "DELETE secret/data/%s", "POST secret/delete/%s {\"versions\": [1]}",
                "POST secret/undelete/%s {\"versions\": [1]}", "POST secret/destroy/%s {\"versions\": [1]}", "DELETE secret/metadata/%s",
                "POST secret/metadata/%s {\"custom_metadata\": {}}", "PATCH secret/metadata/%s {\"custom_metadata\": {}}")) {
            var answer = Route.of(request.formatted(key.path())).sentBy(caller);
            assertThat(answer.status()).as(request).isEqualTo(403);
        }
        assertThat(caller.isAlive()).isTrue();
        assertThat(caller.capabilities("secret/data/" + key.path())).containsExactly("deny");
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET sys/host-info", "GET sys/mounts", "GET sys/audit", "LIST sys/leases/lookup/", "LIST sys/leases/lookup/auth/jwt/login",
            "GET sys/internal/counters/tokens", "GET sys/internal/counters/entities" })
    void adminsSeeHowTheClusterIsSetUpAndNobodyElseDoes(String request) {
        assertThat(Route.of(request).sentBy(Holder.ADMIN.signIn(callers)).status()).isEqualTo(200);
        for (var other : List.of(Holder.SUPPORT, Holder.USER, Holder.CONSOLE)) {
            assertThat(Route.of(request).sentBy(other.signIn(callers)).status()).as(other.name()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET sys/ha-status", "GET sys/metrics", "GET sys/storage/raft/configuration",
            "GET sys/storage/raft/autopilot/state", "GET sys/auth", "LIST sys/policies/acl", "GET sys/policies/acl/user",
            "GET sys/policies/acl/admin", "GET sys/policies/acl/console", "LIST auth/jwt/role", "GET auth/jwt/role/admin",
            "LIST auth/approle/role", "GET auth/approle/role/console", "LIST auth/token/roles", "GET auth/token/roles/policy-probe",
            "LIST identity/entity/id" })
    void adminsAndTheConsoleSeeHowTheClusterIsAndWhoHoldsWhatAndSupportDoesNot(String request) {
        assertThat(Route.of(request).sentBy(Holder.ADMIN.signIn(callers)).status()).isEqualTo(200);
        assertThat(Route.of(request).sentBy(Holder.CONSOLE.signIn(callers)).status()).isEqualTo(200);
        assertThat(Route.of(request).sentBy(Holder.SUPPORT.signIn(callers)).status()).isEqualTo(403);
        assertThat(Route.of(request).sentBy(Holder.USER.signIn(callers)).status()).isEqualTo(403);
    }

    @Test
    void theConsoleMakesTokensThatNobodyCanUse() {
        var console = Holder.CONSOLE.signIn(callers);
        var body = Map.<String, Object>of("policies", List.of("user", "trading-engine"), "no_default_policy", true, "ttl", "1m", "entity_alias", "policy-probe");

        var made = console.send("POST", "auth/token/create/policy-probe", body);
        var probe = new VaultCaller(callers.address(), made.body().at("/auth/client_token").asString());
        var asked = console.send("POST", "sys/capabilities", Map.of("token", probe.token(), "paths",
                List.of("secret/data/users/alice/kraken", "secret/data/users/policy-probe/kraken")));

        assertThat(asked.body().at("/data/secret~1data~1users~1alice~1kraken").toString()).isEqualTo("[\"read\"]");
        assertThat(asked.body().at("/data/secret~1data~1users~1policy-probe~1kraken").toString()).contains("create", "delete");
        for (var request : List.of("GET secret/data/" + key.path(), "GET auth/token/lookup-self", "POST cubbyhole/x {\"a\": 1}",
                "POST auth/token/create", "POST sys/wrapping/wrap {\"a\": 1}", "POST auth/token/renew-self")) {
            assertThat(Route.of(request).sentBy(probe).status()).as(request).isEqualTo(403);
        }
        assertThat(console.send("POST", "auth/token/create/policy-probe", Map.of("policies", List.of("root"))).ok()).isFalse();
        assertThat(Holder.ADMIN.signIn(callers).send("POST", "auth/token/create/policy-probe", body).status()).isEqualTo(403);
    }

    @Test
    void theConsoleLooksUpWhenItsOwnSecretIdEndsAndNoOther() {
        var console = Holder.CONSOLE.signIn(callers);

        // None is found under that name, which Vault only says to whoever may look.
        assertThat(console.send("POST", "auth/approle/role/console/secret-id/lookup", Map.of("secret_id", "unknown")).status()).isNotEqualTo(403);
        assertThat(console.send("POST", "auth/approle/role/trading-engine/secret-id/lookup", Map.of("secret_id", "unknown")).status()).isEqualTo(403);
        assertThat(console.send("POST", "auth/approle/role/console/secret-id").status()).isEqualTo(403);
        assertThat(console.send("POST", "auth/approle/role/console/secret-id/destroy", Map.of("secret_id", "unknown")).status()).isEqualTo(403);
        assertThat(console.send("LIST", "auth/approle/role/console/secret-id").status()).isEqualTo(403);
    }

    @Test
    void adminsAskHowTheAuditLogShowsAValueAndNobodyElseDoes() {
        var question = Map.<String, Object>of("input", "a value");

        var answer = Holder.ADMIN.signIn(callers).send("POST", "sys/audit-hash/file", question);

        assertThat(answer.body().at("/data/hash").asString()).matches("hmac-sha256:[0-9a-f]{64}");
        for (var holder : Holder.values()) {
            if (holder != Holder.ADMIN) {
                assertThat(holder.signIn(callers).send("POST", "sys/audit-hash/file", question).status()).as(holder.name()).isEqualTo(403);
            }
        }
        assertThat(Holder.ADMIN.signIn(callers).send("POST", "sys/audit-hash/another", question).status()).isEqualTo(403);
        assertThat(Holder.ADMIN.signIn(callers).capabilities("sys/audit-hash/file")).containsExactly("update");
    }

    @Test
    void anAdminsTokenLivesForAnHourAtMost() {
        var admin = Holder.ADMIN.signIn(callers);

        assertThat(admin.send("GET", "auth/token/lookup-self").body().at("/data/ttl").asInt()).isBetween(1, 3600);
        assertThat(admin.send("POST", "auth/token/renew-self", Map.of("increment", "12h")).body().at("/auth/lease_duration").asInt()).isBetween(1, 3600);
    }

    @Test
    void theConsoleSealsAndOpensItsCacheWithTransit() {
        var console = Holder.CONSOLE.signIn(callers);
        var plain = Base64.getEncoder().encodeToString("a cached answer".getBytes());

        var sealed = transit(console, "encrypt/user-credentials", Map.of("plaintext", plain)).body().at("/data/ciphertext").asString();
        assertThat(transit(console, "decrypt/user-credentials", Map.of("ciphertext", sealed)).body().at("/data/plaintext").asString()).isEqualTo(plain);
        assertThat(transit(console, "datakey/plaintext/user-credentials", Map.of()).body().at("/data/plaintext").asString()).isNotEmpty();
        assertThat(transit(console, "hmac/user-credentials", Map.of("input", plain)).body().at("/data/hmac").asString()).startsWith("vault:");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONSOLE")
    void nobodyElseUsesTransit(Holder holder) {
        var caller = holder.signIn(callers);

        for (var path : List.of("encrypt/user-credentials", "decrypt/user-credentials", "datakey/plaintext/user-credentials", "hmac/user-credentials")) {
            assertThat(transit(caller, path, Map.of()).status()).as(path).isEqualTo(403);
        }
    }

    private static VaultCaller.Answer transit(VaultCaller caller, String path, Map<String, Object> body) {
        return caller.send("POST", "transit/" + path, body);
    }

    @Test
    void theConsoleAsksWhatATokenMayDo() {
        var alice = callers.person(ALICE, "user");

        var answer = Holder.CONSOLE.signIn(callers).send("POST", "sys/capabilities",
                Map.of("token", alice.token(), "paths", List.of("secret/data/" + key.path())));

        assertThat(answer.body().at("/data/capabilities").toString()).contains("read");
    }

    @Test
    void adminsSeeAndVerifyWhatTheConsoleSignedAndSignNothing() {
        var head = callers.console().send("POST", "transit/sign/audit-chain", Map.of("input", "YQ==")).body().at("/data/signature").asString();
        var place = "staff-test/%020d".formatted(System.nanoTime());
        assertThat(callers.console().send("POST", "audit-heads/data/" + place, Map.of("data", Map.of("signature", head))).ok()).isTrue();
        var admin = Holder.ADMIN.signIn(callers);

        assertThat(admin.send("LIST", "audit-heads/metadata/staff-test/").ok()).isTrue();
        assertThat(admin.send("GET", "audit-heads/data/" + place).body().at("/data/data/signature").asString()).isEqualTo(head);
        assertThat(transit(admin, "verify/audit-chain", Map.of("input", "YQ==", "signature", head)).body().at("/data/valid").asBoolean()).isTrue();
        assertThat(transit(admin, "sign/audit-chain", Map.of("input", "YQ==")).status()).isEqualTo(403);
        assertThat(admin.send("POST", "audit-heads/data/staff-test/another", Map.of("data", Map.of())).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "CONSOLE", "ADMIN" })
    void nobodyElseSeesOrSignsHeadsOfAuditLogs(Holder holder) {
        var caller = holder.signIn(callers);

        for (var request : List.of("LIST audit-heads/metadata", "GET audit-heads/data/node/00000000000000000001",
                "POST audit-heads/data/node/00000000000000000001 {\"data\": {}}", "POST transit/sign/audit-chain {\"input\": \"YQ==\"}",
                "POST transit/verify/audit-chain {\"input\": \"YQ==\"}")) {
            assertThat(Route.of(request).sentBy(caller).status()).as(request).isEqualTo(403);
        }
    }
}
