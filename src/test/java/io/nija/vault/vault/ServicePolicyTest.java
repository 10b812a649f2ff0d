package io.nija.vault.vault;

import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.nija.vault.base.CredentialId;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ProvisionedVault;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The programs beside the console: the trading engine reads every key and changes none, the migration only adds new ones. */
class ServicePolicyTest {

    private static final Map<ServiceRole, VaultCaller> SIGNED_IN = new HashMap<>();
    private static final Map<ServiceRole, List<String>> GRANTED = Map.of(
            ServiceRole.TRADING_ENGINE, List.of("GET secret/data/users/bob/okx"),
            ServiceRole.BACKUP, List.of("GET sys/storage/raft/snapshot"),
            ServiceRole.MIGRATION, List.of("POST secret/data/users/bob/okx"));

    static ProvisionedVault vault;

    CredentialId key = People.newKey(People.ALICE, "kraken");

    @BeforeAll
    static void provision() throws IOException {
        vault = ProvisionedVault.start();
        GRANTED.keySet().forEach(role -> SIGNED_IN.put(role, vault.service(role.vaultName())));
    }

    @AfterAll
    static void stop() throws IOException {
        vault.close();
    }

    @BeforeEach
    void aliceHasAKey() {
        assertThat(write(vault.root(), key, "of alice").ok()).isTrue();
    }

    private static VaultCaller.Answer write(VaultCaller caller, CredentialId key, String value) {
        return caller.send("POST", "secret/data/" + key.path(), Map.of("data", Map.of("api_key", value)));
    }

    private static VaultCaller engine() {
        return SIGNED_IN.get(ServiceRole.TRADING_ENGINE);
    }

    private static VaultCaller migration() {
        return SIGNED_IN.get(ServiceRole.MIGRATION);
    }

    @Test
    void theTradingEngineReadsEverybodysKeysAndTheirVersions() {
        write(vault.root(), key, "newer");

        assertThat(engine().send("GET", "secret/data/" + key.path()).body().at("/data/data/api_key").asString()).isEqualTo("newer");
        assertThat(engine().send("GET", "secret/data/" + key.path() + "?version=1").body().at("/data/data/api_key").asString()).isEqualTo("of alice");
    }

    @Test
    void theTradingEngineSealsAndOpensWithTransitAndHoldsNoKeyOfIt() {
        var sealed = engine().send("POST", "transit/encrypt/user-credentials", Map.of("plaintext", Base64.getEncoder().encodeToString("a value".getBytes())));
        var opened = engine().send("POST", "transit/decrypt/user-credentials", Map.of("ciphertext", sealed.body().at("/data/ciphertext").asString()));

        assertThat(new String(Base64.getDecoder().decode(opened.body().at("/data/plaintext").asString()))).isEqualTo("a value");
        assertThat(engine().send("POST", "transit/datakey/plaintext/user-credentials").status()).isEqualTo(403);
        assertThat(engine().send("POST", "transit/hmac/user-credentials").status()).isEqualTo(403);
    }

    @Test
    void theMigrationAddsAKeyThatIsNotThere() {
        var another = People.newKey(People.BOB, "okx");

        assertThat(write(migration(), another, "new").ok()).isTrue();

        assertThat(vault.root().send("GET", "secret/data/" + another.path()).body().at("/data/data/api_key").asString()).isEqualTo("new");
    }

    @Test
    void theMigrationChangesNoKeyThatIsThereBeItDeleted() {
        assertThat(write(migration(), key, "another").status()).isEqualTo(403);
        assertThat(vault.root().send("DELETE", "secret/data/" + key.path()).ok()).isTrue();
        assertThat(write(migration(), key, "another").status()).isEqualTo(403);

        assertThat(vault.root().send("GET", "secret/metadata/" + key.path()).body().at("/data/current_version").asInt()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET secret/data/%s", "GET secret/data/%s?version=1", "LIST secret/metadata/users", "LIST secret/metadata/users/alice" })
    void theMigrationReadsAndListsNothing(String request) {
        assertThat(Route.of(request.formatted(key.path())).sentBy(migration()).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(names = { "TRADING_ENGINE", "MIGRATION", "BACKUP" })
    void neitherChangesOrRemovesAKeyOrSeesItsMetadata(ServiceRole role) {
        for (var request : List.of("POST secret/data/%s {\"data\": {}}", "PATCH secret/data/%s {\"data\": {}}", "DELETE secret/data/%s",
                "POST secret/delete/%s {\"versions\": [1]}", "POST secret/undelete/%s {\"versions\": [1]}", "POST secret/destroy/%s {\"versions\": [1]}",
                "DELETE secret/metadata/%s", "GET secret/metadata/%s", "POST secret/metadata/%s {\"custom_metadata\": {}}",
                "PATCH secret/metadata/%s {\"custom_metadata\": {}}", "GET secret/subkeys/%s", "POST secret/data/%s/deeper {\"data\": {}}",
                "GET secret/data/%s/deeper", "POST secret/data/users/x {\"data\": {}}", "GET secret/data/users/x", "LIST secret/metadata/users")) {
            assertThat(Route.of(request.formatted(key.path())).sentBy(SIGNED_IN.get(role)).status()).as(request).isEqualTo(403);
        }
        assertThat(SIGNED_IN.get(role).isAlive()).isTrue();
    }

    static Stream<Arguments> bothAndEveryRoute() {
        return GRANTED.entrySet().stream().flatMap(granted -> EscalationTest.ROUTES.stream()
                // A server that is no cluster answers that one without asking who it is.
                .filter(route -> !route.path().equals("sys/step-down"))
                .filter(route -> !granted.getValue().contains(route.toString())).map(route -> arguments(granted.getKey(), route)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("bothAndEveryRoute")
    void noRouteToMoreIsOpenTo(ServiceRole role, Route route) {
        assertThat(route.sentBy(SIGNED_IN.get(role)).status()).isEqualTo(403);
    }

    @Test
    void aSecretIdOfTheMigrationIsForOneSignInWithinMinutes() {
        var secretId = vault.secretId("migration");
        var login = Map.of("role_id", vault.roleId("migration"), "secret_id", secretId.at("/secret_id").asString());

        assertThat(secretId.at("/secret_id_ttl").asInt()).isBetween(1, 300);
        assertThat(vault.root().send("POST", "auth/approle/login", login).ok()).isTrue();
        assertThat(vault.root().send("POST", "auth/approle/login", login).status()).isEqualTo(400);
    }

    @Test
    void aTokenOfTheMigrationEndsAfterAQuarterOfAnHour() {
        assertThat(migration().send("GET", "auth/token/lookup-self").body().at("/data/ttl").asInt()).isBetween(1, 900);
        assertThat(migration().send("POST", "auth/token/renew-self", Map.of("increment", "12h")).body().at("/auth/lease_duration").asInt()).isBetween(1, 900);
    }
}
