package io.nija.vault.policies.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.nija.vault.policies.ZeroKnowledgeResult;
import io.nija.vault.policies.ZeroKnowledgeResult.Finding;
import io.nija.vault.policies.ZeroKnowledgeResult.Outcome;
import io.nija.vault.policies.ZeroKnowledgeResult.State;
import io.nija.vault.testing.ProvisionedVault;
import io.nija.vault.testing.VaultCaller;
import io.nija.vault.vault.ConsoleOnVault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The check on a real server, in which root breaks the promise in one way after the other. */
class CheckTest {

    private static ProvisionedVault vault;
    private static VaultCaller root;
    private static ConsoleOnVault console;

    private final List<Runnable> repairs = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        vault = ProvisionedVault.start();
        root = vault.root();
        console = new ConsoleOnVault(vault);
    }

    @AfterAll
    static void stop() throws IOException {
        console.close();
        vault.close();
    }

    @AfterEach
    void repair() {
        repairs.reversed().forEach(Runnable::run);
    }

    private static ZeroKnowledgeResult check() {
        return new Check(console.reader(), console.capabilities()).run("test");
    }

    private void change(String path, Map<String, Object> to, Runnable back) {
        repairs.add(back);
        assertThat(root.send("POST", path, to).ok()).isTrue();
    }

    private void policies(String role, List<String> policies) {
        var before = (ObjectNode) root.send("GET", role).body().at("/data");
        var after = before.deepCopy();
        after.putPOJO("token_policies", policies);
        repairs.add(() -> root.send("POST", role, before));
        assertThat(root.send("POST", role, after).ok()).isTrue();
    }

    private void policy(String name, String text) {
        change("sys/policies/acl/" + name, Map.of("policy", text), () -> root.send("DELETE", "sys/policies/acl/" + name));
    }

    @Test
    void aVaultAsProvisionedKeepsThePromiseAndSaysWhoIsMeantToRead() {
        var result = check();

        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.KEPT);
        assertThat(result.problem()).isNull();
        assertThat(result.holders()).extracting(ZeroKnowledgeResult.Holder::title)
                .contains("jwt/support", "jwt/admin", "jwt/user", "approle/console", "approle/backup", "approle/trading-engine", "approle/migration", "token/policy-probe");
        assertThat(result.findings()).allSatisfy(finding -> assertThat(finding.state()).isEqualTo(State.STATED));
        assertThat(result.findings()).extracting(Finding::holder).contains("approle/trading-engine", "jwt/user", "approle/console", "approle/backup")
                .doesNotContain("jwt/support", "jwt/admin");
        assertThat(result.sentence()).startsWith("No member of staff is permitted");
    }

    @Test
    void anEvilPolicyOfSupportTurnsItRedAndItIsGreenAgainWithoutIt() {
        policy("helpful", "# of use\npath \"secret/data/users/+/+\" {\n  capabilities = [\"read\"]\n}\n");
        assertThat(check().outcome()).as("nobody holds it").isEqualTo(Outcome.KEPT);
        policies("auth/jwt/role/support", List.of("support", "helpful"));

        var broken = check();

        assertThat(broken.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(broken.open()).singleElement().satisfies(finding -> {
            assertThat(finding.holder()).isEqualTo("jwt/support");
            assertThat(finding.route()).isEqualTo("Credential values");
            assertThat(finding.capabilities()).containsExactly("read");
            assertThat(finding.rule()).isEqualTo("helpful, line 2");
            assertThat(finding.text()).contains("jwt/support may read at secret/data/users/");
        });
        assertThat(broken.sentence()).contains("should not have");

        repair();
        assertThat(check().outcome()).isEqualTo(Outcome.KEPT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            secret/data/users/bob/kraken               | read   | Credential values
            secret/data/users/bob/kraken--savings      | update | Credential values
            secret/data/users/bo*                      | read   | Credential values
            +/data/users/bob/+                         | read   | Credential values
            *                                          | read   | Credential values
            secret/*                                   | delete | Versions of credentials
            secret/destroy/users/bob/okx               | update | Versions of credentials
            transit/decrypt/user-credentials           | update | Decryption by Transit
            transit/export/+/user-credentials          | read   | Export of encryption keys
            transit/keys/user-credentials/config       | update | Encryption keys
            sys/policies/acl/helpful                   | update | Policies
            sys/policies/acl/+                         | delete | Policies
            sys/policy/admin                           | update | Policies
            auth/jwt/config                            | update | Sign-in settings
            auth/jwt/role/admin                        | update | Sign-in roles
            auth/approle/role/console/secret-id        | update | Secret ids of AppRoles
            auth/approle/role/console/token-policies   | update | Sign-in roles
            auth/token/create                          | update | New tokens
            auth/token/create/policy-probe             | update | New tokens
            auth/token/roles/policy-probe              | update | Token roles
            identity/entity/name/sam                   | update | Identities
            identity/group/id/some-id                  | update | Identities
            sys/mounts/secret/tune                     | update | Mounts
            sys/remount                                | update | Mounts
            sys/auth/other                             | create | Auth methods
            sys/raw/core/policies                      | read   | Raw storage
            sys/plugins/catalog/secret/x               | update | Plugins
            sys/storage/raft/snapshot                  | read   | Snapshot of the storage
            sys/storage/raft/snapshot-force            | update | Restoring a snapshot
            sys/generate-root/update                   | update | Root token
            sys/generate-root-token/update             | update | Root token
            sys/rotate/root/init                       | update | Seal keys
            sys/audit/file                             | delete | Audit devices
            sys/namespaces/other                       | update | Namespaces
            """)
    void everyWayIsSeenWhenItIsOpened(String path, String capability, String route) {
        policy("helpful", "path \"%s\" { capabilities = [\"%s\"] }".formatted(path, capability));
        policies("auth/jwt/role/admin", List.of("admin", "helpful"));

        var result = check();

        assertThat(result.outcome()).isEqualTo(Outcome.BROKEN);
        assertThat(result.open()).allSatisfy(finding -> assertThat(finding.holder()).isEqualTo("jwt/admin"));
        assertThat(result.open()).extracting(Finding::route).contains(route);
    }

    @Test
    void peopleWhoGetMoreThanTheirOwnKeysAreSeen() {
        policy("helpful", "path \"secret/data/users/bob/+\" { capabilities = [\"read\"] }");
        policies("auth/jwt/role/user", List.of("user", "helpful"));

        assertThat(check().open()).extracting(Finding::holder).containsExactly("jwt/user");
    }

    @Test
    void rolesGroupsEntitiesAndTokenRolesThatAreNewAreLookedAt() {
        policy("helpful", "path \"secret/data/*\" { capabilities = [\"read\"] }");
        change("auth/approle/role/new", Map.of("token_policies", "helpful"), () -> root.send("DELETE", "auth/approle/role/new"));
        change("identity/group/name/crew", Map.of("policies", "helpful"), () -> root.send("DELETE", "identity/group/name/crew"));
        change("identity/entity/name/eve", Map.of("policies", "helpful"), () -> root.send("DELETE", "identity/entity/name/eve"));
        change("auth/token/roles/wide", Map.of("allowed_policies_glob", "help*"), () -> root.send("DELETE", "auth/token/roles/wide"));

        assertThat(check().open()).extracting(Finding::holder).containsExactlyInAnyOrder("approle/new", "group crew", "entity eve", "token/wide");
    }

    @Test
    void aProbeThatCouldBeUsedIsSeen() {
        change("auth/token/roles/policy-probe", Map.of("token_bound_cidrs", "0.0.0.0/0"),
                () -> root.send("POST", "auth/token/roles/policy-probe", Map.of("token_bound_cidrs", "0.0.0.0/32")));

        assertThat(check().open()).extracting(Finding::holder).containsExactly("token/policy-probe");
    }

    @Test
    void whatCannotBeReadIsUnknownAndNeverKept() {
        change("sys/auth/people", Map.of("type", "userpass"), () -> root.send("DELETE", "sys/auth/people"));

        var result = check();

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.findings()).filteredOn(finding -> finding.state() == State.UNKNOWN).extracting(Finding::holder).containsOnly("people/");
        assertThat(result.sentence()).contains("could not be checked completely");
    }

    @Test
    void aConsoleThatMayNotAskSaysSo() {
        var text = root.send("GET", "sys/policies/acl/console").body().at("/data/policy").asString();
        change("sys/policies/acl/console", Map.of("policy", text.replace("auth/token/create/policy-probe", "auth/token/create/nothing")),
                () -> root.send("POST", "sys/policies/acl/console", Map.of("policy", text)));

        var result = check();

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.problem()).isNotNull();
    }
}
