package io.nija.vault.vault;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.vault.base.SecretValue;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.TestIssuer;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProvisioningTest {

    static TestIssuer issuer;
    static DevVault vault;
    static IdentityProvider provider;
    static VaultCaller root;
    static SecretValue used;
    static AppRoleCredentials console;

    @BeforeAll
    static void provisionAnEmptyVault() throws IOException {
        issuer = TestIssuer.start();
        vault = DevVault.start();
        root = vault.root();
        assertThat(root.send("DELETE", "sys/mounts/secret").ok()).isTrue();
        provider = new IdentityProvider(issuer.uri(), "vault-console", "nija", "sub", "realm_access.roles");
        used = anotherRootToken();
        console = Provisioning.provision(vault.address(), used, provider).console();
    }

    @AfterAll
    static void stop() throws IOException {
        vault.close();
        issuer.close();
    }

    private static SecretValue anotherRootToken() {
        return tokenOf(Map.of("no_parent", true));
    }

    private static SecretValue tokenOf(Map<String, Object> options) {
        return SecretValue.of(root.send("POST", "auth/token/create", options).body().at("/auth/client_token").asString());
    }

    private static JsonNode data(String path) {
        return root.send("GET", path).body().at("/data");
    }

    @Test
    void theTokenIsRevokedAtTheEnd() {
        assertThat(new VaultCaller(vault.address(), used.expose()).isAlive()).isFalse();
    }

    @Test
    void tenVersionsOfAKeyAreKept() {
        assertThat(data("sys/mounts/secret").at("/options/version").asString()).isEqualTo("2");
        assertThat(data("secret/config").at("/max_versions").asInt()).isEqualTo(10);
    }

    @Test
    void theTransitKeyNeverLeavesVault() {
        var key = data("transit/keys/user-credentials");

        assertThat(key.at("/type").asString()).isEqualTo("aes256-gcm96");
        assertThat(key.at("/exportable").asBoolean()).isFalse();
        assertThat(key.at("/allow_plaintext_backup").asBoolean()).isFalse();
        assertThat(key.at("/deletion_allowed").asBoolean()).isFalse();
    }

    @Test
    void theKeyThatSignsAuditLogsNeverLeavesVault() {
        var key = data("transit/keys/audit-chain");

        assertThat(key.at("/type").asString()).isEqualTo("ed25519");
        assertThat(key.at("/exportable").asBoolean()).isFalse();
        assertThat(key.at("/allow_plaintext_backup").asBoolean()).isFalse();
        assertThat(key.at("/deletion_allowed").asBoolean()).isFalse();
        assertThat(data("sys/mounts/audit-heads").at("/options/version").asString()).isEqualTo("2");
    }

    @Test
    void onlyTheProvidersAsymmetricSignaturesCount() {
        var config = data("auth/jwt/config");

        assertThat(config.at("/bound_issuer").asString()).isEqualTo(issuer.uri().toString());
        assertThat(config.at("/jwt_supported_algs").toString()).isEqualTo("[\"RS256\",\"ES256\"]");
    }

    @ParameterizedTest
    @CsvSource({ "user,user,user,vault-console,service,43200", "user-gateway,user,user,nija,batch,900",
            "user-read,user-read,user,nija,batch,900", "user-destroy,user-destroy,user,vault-console,service,60",
            "support,support,support,vault-console,service,43200", "admin,admin,admin,vault-console,service,3600" })
    void aRoleIsBoundToOneAudienceAndToItsClaimAndEndsInTime(String name, String policy, String claim, String audience, String type, int maxTtl) {
        var role = data("auth/jwt/role/" + name);

        assertThat(role.at("/bound_audiences").toString()).isEqualTo("[\"" + audience + "\"]");
        assertThat(role.at("/bound_claims").toString()).isEqualTo("{\"/realm_access/roles\":[\"" + claim + "\"]}");
        assertThat(role.at("/user_claim").asString()).isEqualTo("sub");
        assertThat(role.at("/token_policies").toString()).isEqualTo("[\"" + policy + "\"]");
        assertThat(role.at("/token_type").asString()).isEqualTo(type);
        assertThat(role.at("/token_max_ttl").asInt()).isEqualTo(maxTtl);
        assertThat(role.at("/token_ttl").asInt()).isBetween(1, maxTtl);
    }

    @Test
    void aNestedRolesClaimOpensTheRole() {
        var claims = issuer.claims("nested");
        claims.remove("roles");
        assertThat(VaultCaller.tryJwt(vault.address(), "support", issuer.sign(claims)).status()).isEqualTo(400);

        claims.put("realm_access", Map.of("roles", List.of("offline_access", "support")));

        assertThat(VaultCaller.tryJwt(vault.address(), "support", issuer.sign(claims)).status()).isEqualTo(200);
        assertThat(VaultCaller.tryJwt(vault.address(), "admin", issuer.sign(claims)).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource
    void everyPolicyNamesTheAccessorOfThisVault(VaultRole role) {
        var accessor = root.send("GET", "sys/auth").body().at("/data").get("jwt/").at("/accessor").asString();
        var policy = data("sys/policies/acl/" + role.policy()).at("/policy").asString();

        assertThat(accessor).startsWith("auth_jwt_");
        assertThat(policy).isNotBlank().doesNotContain("${");
        if (policy.contains("{{")) {
            assertThat(policy).contains("{{identity.entity.aliases." + accessor + ".name}}");
        }
    }

    @Test
    void theConsolesAppRoleWorksAndHoldsOneNarrowPolicy() {
        var caller = VaultCaller.byAppRole(vault.address(), console.roleId(), console.secretId().expose());

        assertThat(caller.send("GET", "auth/token/lookup-self").body().at("/data/policies").toString()).isEqualTo("[\"console\",\"default\"]");
        assertThat(console.toString()).doesNotContain(console.secretId().expose());
    }

    @Test
    void aSecondRunChangesNothingAndBringsANewSecretId() {
        root.send("POST", "secret/data/users/zoe/okx", Map.of("data", Map.of("api_key", "kept")));
        var before = state();

        var again = Provisioning.provision(vault.address(), anotherRootToken(), provider).console();

        assertThat(state()).isEqualTo(before);
        assertThat(again.roleId()).isEqualTo(console.roleId());
        assertThat(again.secretId()).isNotEqualTo(console.secretId());
        assertThat(data("secret/data/users/zoe/okx").at("/data/api_key").asString()).isEqualTo("kept");
    }

    private static Map<String, JsonNode> state() {
        var state = new TreeMap<String, JsonNode>();
        List.of("sys/mounts", "sys/auth", "secret/config", "audit-heads/config", "transit/keys/user-credentials", "transit/keys/audit-chain", "auth/jwt/config", "auth/approle/role/console",
                "auth/approle/role/trading-engine", "auth/approle/role/migration")
                .forEach(path -> state.put(path, data(path)));
        for (var list : List.of("sys/policies/acl", "auth/jwt/role")) {
            root.send("LIST", list).body().at("/data/keys").valueStream()
                    .map(name -> list + "/" + name.asString()).forEach(path -> state.put(path, withoutTimes(data(path))));
        }
        assertThat(state).containsKeys("sys/policies/acl/user", "auth/jwt/role/admin").doesNotContainValue(null);
        return state;
    }

    /** Vault counts how often a policy was written, be it the same. */
    private static JsonNode withoutTimes(JsonNode policy) {
        return policy instanceof ObjectNode node ? node.remove(List.of("modified", "version")) : policy;
    }

    @Test
    void aTokenThatMayNotIsToldSoAndStaysAlive() {
        var weak = tokenOf(Map.of("policies", List.of("support"), "no_parent", true));

        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> Provisioning.provision(vault.address(), weak, provider))
                .withMessageContaining("permission denied").satisfies(e -> assertThat(e.toString()).doesNotContain(weak.expose()));

        assertThat(new VaultCaller(vault.address(), weak.expose()).isAlive()).isTrue();
    }

    @Test
    void anUnreachableProviderIsToldAndTheTokenStaysAlive() throws IOException {
        var token = anotherRootToken();
        var nobody = new IdentityProvider(URI.create("http://127.0.0.1:" + DevVault.freePort()), "vault-console", "nija", "sub", "roles");

        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> Provisioning.provision(vault.address(), token, nobody))
                .withMessageContaining("oidc discovery URL");

        assertThat(new VaultCaller(vault.address(), token.expose()).isAlive()).isTrue();
    }

    @Test
    void aVaultWithAPolicyOfSomebodyElsesIsLeftAlone() throws IOException {
        try (var other = DevVault.start()) {
            var theirs = "path \"kv/*\" { capabilities = [\"read\"] }";
            assertThat(other.root().send("PUT", "sys/policies/acl/admin", Map.of("policy", theirs)).ok()).isTrue();

            assertThatExceptionOfType(ProvisioningRefusedException.class)
                    .isThrownBy(() -> Provisioning.provision(other.address(), other.rootToken(), provider)).withMessageContaining("admin");

            assertThat(other.root().send("GET", "sys/policies/acl/admin").body().at("/data/policy").asString()).isEqualTo(theirs);
            assertThat(other.root().send("GET", "sys/auth").body().at("/data").has("jwt/")).isFalse();
        }
    }

    @Test
    void aVaultWithLoginsOfSomebodyElsesIsLeftAlone() throws IOException {
        try (var other = DevVault.start()) {
            assertThat(other.root().send("POST", "sys/auth/jwt", Map.of("type", "jwt")).ok()).isTrue();

            assertThatExceptionOfType(ProvisioningRefusedException.class)
                    .isThrownBy(() -> Provisioning.provision(other.address(), other.rootToken(), provider)).withMessageContaining("jwt");
        }
    }

    @Test
    void aVaultWithAnAppRoleOfSomebodyElsesIsLeftAlone() throws IOException {
        try (var other = DevVault.start()) {
            assertThat(other.root().send("POST", "sys/auth/approle", Map.of("type", "approle")).ok()).isTrue();
            assertThat(other.root().send("POST", "auth/approle/role/trading-engine", Map.of("token_policies", List.of("theirs"))).ok()).isTrue();

            assertThatExceptionOfType(ProvisioningRefusedException.class)
                    .isThrownBy(() -> Provisioning.provision(other.address(), other.rootToken(), provider)).withMessageContaining("trading-engine");

            assertThat(other.root().send("GET", "auth/approle/role/trading-engine").body().at("/data/token_policies").toString()).contains("theirs");
            assertThat(other.root().send("GET", "sys/policies/acl/console").status()).isEqualTo(404);
        }
    }

    @Test
    void theFingerprintFollowsWhatWouldBeWritten() {
        var other = new IdentityProvider(provider.issuer(), provider.console(), provider.gateway(), provider.userClaim(), "roles");

        assertThat(Provisioning.fingerprint(provider)).isEqualTo(Provisioning.fingerprint(provider)).isNotEqualTo(Provisioning.fingerprint(other));
    }
}
