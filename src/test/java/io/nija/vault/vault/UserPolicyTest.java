package io.nija.vault.vault;

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
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

/** A person's everyday token, the one of a program that reads, and the one for the moment of destroying: their own keys and nothing else. */
@ConsoleTest
class UserPolicyTest {

    @Autowired
    VaultCallers callers;

    VaultCaller alice;
    CredentialId own = People.newKey(ALICE, "okx");

    @BeforeEach
    void aliceHasAKey() {
        alice = callers.person(ALICE, "user");
        assertThat(alice.send("POST", "secret/data/" + own.path(), data("first")).status()).isEqualTo(200);
    }

    private static Map<String, Object> data(String value) {
        return Map.of("data", Map.of("api_key", value));
    }

    private static Map<String, Object> custom(String label) {
        return Map.of("custom_metadata", Map.of("label", label));
    }

    @Test
    void aPersonReadsChangesAndListsTheirOwn() {
        assertThat(alice.send("POST", "secret/data/" + own.path(), data("second")).status()).isEqualTo(200);
        assertThat(alice.patch("secret/data/" + own.path(), Map.of("data", Map.of("broker", "okx"))).status()).isEqualTo(200);

        assertThat(alice.send("GET", "secret/data/" + own.path()).body().at("/data/data").toString()).contains("second", "okx");
        assertThat(alice.send("GET", "secret/data/" + own.path() + "?version=1").body().at("/data/data/api_key").asString()).isEqualTo("first");
        assertThat(alice.send("LIST", "secret/metadata/users/alice/").body().at("/data/keys").toString()).contains(own.key());
    }

    @Test
    void aPersonDeletesAndUndeletesTheirOwn() {
        assertThat(alice.send("DELETE", "secret/data/" + own.path()).status()).isEqualTo(204);
        assertThat(alice.send("GET", "secret/data/" + own.path()).status()).isEqualTo(404);
        assertThat(alice.send("POST", "secret/undelete/" + own.path(), Map.of("versions", List.of(1))).status()).isEqualTo(204);
        assertThat(alice.send("GET", "secret/data/" + own.path()).status()).isEqualTo(200);
        assertThat(alice.send("POST", "secret/delete/" + own.path(), Map.of("versions", List.of(1))).status()).isEqualTo(204);
        assertThat(alice.send("GET", "secret/data/" + own.path()).status()).isEqualTo(404);
    }

    @Test
    void aPersonReadsAndAnnotatesTheirOwnMetadata() {
        assertThat(alice.send("POST", "secret/metadata/" + own.path(), custom("one")).status()).isEqualTo(204);
        assertThat(alice.patch("secret/metadata/" + own.path(), custom("two")).ok()).isTrue();

        assertThat(alice.send("GET", "secret/metadata/" + own.path()).body().at("/data/custom_metadata/label").asString()).isEqualTo("two");
    }

    @ParameterizedTest
    @ValueSource(strings = { "max_versions", "cas_required", "delete_version_after" })
    void aPersonSetsNothingElseOfTheMetadata(String parameter) {
        var value = Map.<String, Object>of("max_versions", 1, "cas_required", false, "delete_version_after", "1s").get(parameter);
        var path = "secret/metadata/" + own.path();
        var before = alice.send("GET", path).body().at("/data");

        assertThat(alice.send("POST", path, Map.of(parameter, value)).status()).isEqualTo(403);
        assertThat(alice.patch(path, Map.of(parameter, value)).status()).isEqualTo(403);
        assertThat(alice.send("POST", path, Map.of(parameter, value, "custom_metadata", Map.of())).status()).isEqualTo(403);
        assertThat(alice.send("POST", path + "?" + parameter + "=" + value, Map.of()).status()).isIn(204, 403);
        assertThat(alice.send("GET", path).body().at("/data/" + parameter)).isEqualTo(before.at("/" + parameter));
    }

    @Test
    void aPersonDestroysNothingUnderTheirEverydayToken() {
        assertThat(alice.send("DELETE", "secret/metadata/" + own.path()).status()).isEqualTo(403);
        assertThat(alice.send("POST", "secret/destroy/" + own.path(), Map.of("versions", List.of(1))).status()).isEqualTo(403);
        assertThat(alice.send("GET", "secret/data/" + own.path()).status()).isEqualTo(200);
    }

    @Test
    void theTokenForDestroyingDestroysTheirOwnAndDoesNothingElse() {
        var destroyer = callers.person(ALICE, "user-destroy");
        for (var route : List.of("GET secret/data/%s", "POST secret/data/%s", "DELETE secret/data/%s", "GET secret/metadata/%s",
                "DELETE secret/metadata/%s", "POST secret/delete/%s", "POST secret/undelete/%s", "LIST secret/metadata/users/alice/")) {
            assertThat(Route.of(route.formatted(own.path())).sentBy(destroyer).status()).as(route).isEqualTo(403);
        }

        assertThat(destroyer.send("POST", "secret/destroy/" + own.path(), Map.of("versions", List.of(1))).status()).isEqualTo(204);
        assertThat(alice.send("GET", "secret/metadata/" + own.path()).body().at("/data/versions/1/destroyed").asBoolean()).isTrue();
    }

    @Test
    void theTokenForReadingReadsTheirOwnAndDoesNothingElse() {
        var reader = callers.program(ALICE, "user-read");
        for (var route : List.of("POST secret/data/%s", "PATCH secret/data/%s", "DELETE secret/data/%s", "GET secret/metadata/%s",
                "POST secret/metadata/%s", "PATCH secret/metadata/%s", "DELETE secret/metadata/%s", "POST secret/delete/%s",
                "POST secret/undelete/%s", "POST secret/destroy/%s", "LIST secret/metadata/users/alice/", "GET auth/token/lookup-self")) {
            assertThat(Route.of(route.formatted(own.path())).sentBy(reader).status()).as(route).isEqualTo(403);
        }

        assertThat(reader.send("GET", "secret/data/" + own.path()).body().at("/data/data/api_key").asString()).isEqualTo("first");
    }

    @Test
    void theTokenForDestroyingLivesForAMinuteAtMost() {
        var destroyer = callers.person(ALICE, "user-destroy");

        assertThat(destroyer.send("POST", "auth/token/renew-self", Map.of("increment", "1h")).body().at("/auth/lease_duration").asInt())
                .isLessThanOrEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "GET    secret/data/%1$s",
            "POST   secret/data/%1$s      {\"data\": {\"api_key\": \"none\"}}",
            "POST   secret/data/%1$s-new  {\"data\": {\"api_key\": \"none\"}}",
            "PATCH  secret/data/%1$s      {\"data\": {\"api_key\": \"none\"}}",
            "DELETE secret/data/%1$s",
            "GET    secret/metadata/%1$s",
            "POST   secret/metadata/%1$s  {\"custom_metadata\": {\"label\": \"none\"}}",
            "PATCH  secret/metadata/%1$s  {\"custom_metadata\": {\"label\": \"none\"}}",
            "DELETE secret/metadata/%1$s",
            "POST   secret/delete/%1$s    {\"versions\": [1]}",
            "POST   secret/undelete/%1$s  {\"versions\": [1]}",
            "POST   secret/destroy/%1$s   {\"versions\": [1]}",
            "GET    secret/subkeys/%1$s",
            "LIST   secret/metadata/users/bob/",
            "LIST   secret/metadata/users/bob",
            "GET    secret/metadata/users/bob/?list=true",
            "LIST   secret/metadata/users/",
            "LIST   secret/metadata/",
            "LIST   secret/detailed-metadata/users/bob/",
            "GET    secret/data/users/alice/deeper/than/that",
            "POST   secret/data/users/alice/deeper/than/that {\"data\": {\"api_key\": \"none\"}}" })
    void nobodyReachesAnothersKey(String request) {
        var bob = callers.person(BOB, "user");
        var key = People.newKey(BOB, "okx").path();
        bob.send("POST", "secret/data/" + key, data("of bob"));
        var before = bob.send("GET", "secret/metadata/" + key).body().at("/data");

        var route = Route.of(request.formatted(key));
        assertThat(route.sentBy(alice).status()).isEqualTo(403);
        assertThat(route.sentBy(callers.person(ALICE, "user-destroy")).status()).isEqualTo(403);
        assertThat(route.sentBy(callers.program(ALICE, "user-read")).status()).isEqualTo(403);

        assertThat(bob.send("GET", "secret/metadata/" + key).body().at("/data")).isEqualTo(before);
        assertThat(bob.send("GET", "secret/data/" + key).body().at("/data/data/api_key").asString()).isEqualTo("of bob");
    }

    @ParameterizedTest
    @ValueSource(strings = { "alice/../bob/okx", "alice/%2e%2e/bob/okx", "alice%2f..%2fbob/okx", "alice//../bob/okx", "alice/okx/../../bob/okx",
            "./bob/okx", "alice/..%2fbob%2fokx", "alice/%252e%252e/bob/okx", "*/okx", "+/okx", "ALICE/../bob/okx", "bob/okx%00" })
    void noSpellingOfAPathLeadsToAnothersKey(String spelling) {
        callers.person(BOB, "user").send("POST", "secret/data/users/bob/okx", data("of bob"));

        var answer = alice.send("GET", "secret/data/users/" + spelling);

        assertThat(answer.ok()).isFalse();
        assertThat(answer.body().toString()).doesNotContain("of bob");
    }
}
