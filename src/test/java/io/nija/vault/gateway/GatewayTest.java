package io.nija.vault.gateway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nija.vault.base.CredentialId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.gateway.Program.Reply;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import io.nija.vault.vault.Secrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static io.nija.vault.gateway.Program.naming;
import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

/** What programs ask for and get, to the letter of the platform's own document where that has it. */
@ConsoleTest
class GatewayTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    WebApplicationContext console;
    @Autowired
    People people;
    @Autowired
    Credentials credentials;
    @Autowired
    Secrets vault;

    CredentialId key = People.newKey(ALICE, "kraken");
    Program alice;

    @BeforeEach
    void useAToken() {
        alice = Program.of(ALICE, console);
    }

    private static Map<String, Object> body(CredentialId key, String prefix, String round, Object... more) {
        var body = new HashMap<String, Object>(naming(key));
        body.put(prefix + "api_key", "key-of-" + round);
        body.put(prefix + "api_secret", "secret-of-" + round);
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return body;
    }

    private Reply store(CredentialId key, String round, Object... more) {
        return alice.post("store", body(key, "", round, more));
    }

    private Reply rotate(String round, Object... more) {
        return alice.post("rotate", body(key, "new_", round, more));
    }

    private Reply rollBack(int version) {
        var body = new HashMap<String, Object>(naming(key));
        body.put("version", version);
        return alice.post("rollback", body);
    }

    private Reply retrieve(CredentialId key) {
        return alice.post("retrieve", naming(key));
    }

    private String currentKey() {
        return retrieve(key).body().at("/credentials/api_key").asString("");
    }

    private static void is(Reply reply, String version, String json) {
        assertThat(reply.status()).as(() -> reply.body().toString()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo(JSON.readTree(json));
        assertThat(reply.header("ETag")).isEqualTo(version == null ? null : '"' + version + '"');
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void storesAndHandsOutAsTheDocumentSays() {
        is(store(key, "one", "additional_params", Map.of("passphrase", "pass one")), "1", """
                {"status": "success", "message": "Credentials stored successfully", "user_id": "alice", "broker": "%s"}""".formatted(key.key()));

        is(retrieve(key), "1", """
                {"status": "success", "credentials": {"api_key": "key-of-one", "api_secret": "secret-of-one", "broker": "kraken",
                "additional_params": {"passphrase": "pass one"}}}""");
    }

    @Test
    void aKeyThatHasNoNameIsThatOfItsBroker() {
        var plain = CredentialId.parse(ALICE, "interactive-brokers");
        store(plain, "one");

        assertThat(retrieve(plain).body().at("/credentials/broker").asString()).isEqualTo("interactive-brokers");
        assertThat(alice.get("list", Map.of("user_id", "alice")).body().at("/brokers").toString()).contains("\"interactive-brokers\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "null" })
    void withoutFurtherParametersThereIsNull(String none) {
        store(key, "one", "additional_params", JSON.readTree(none));

        is(retrieve(key), "1", """
                {"status": "success", "credentials": {"api_key": "key-of-one", "api_secret": "secret-of-one", "broker": "kraken",
                "additional_params": null}}""");
    }

    /** Every character of JSON's own, and some beyond its plane: an answer is put together without a JSON library's tree. */
    @Test
    void valuesComeBackAsTheyWere() {
        var odd = "\"quoted\" \\ / \t\r\n {}[],: \u00e9 \u2028 \ud83d\ude00 </script>";
        alice.post("store", Map.of("user_id", "alice", "broker", key.key(), "api_key", odd, "api_secret", odd, "additional_params", Map.of("p", odd)));

        var values = retrieve(key).body().at("/credentials");

        assertThat(List.of(values.at("/api_key").asString(), values.at("/api_secret").asString(), values.at("/additional_params/p").asString()))
                .containsOnly(odd);
        assertThat(batch(List.of(naming(key))).getFirst().at("/credentials/api_key").asString()).isEqualTo(odd);
    }

    @Test
    void whatStandsBesideTheFieldsIsIgnored() {
        assertThat(store(key, "one", "comment", Map.of("a", List.of(1))).status()).isEqualTo(200);
    }

    @Test
    void storingOnceMoreMakesANewVersionOfNothingButWhatIsGiven() {
        store(key, "one", "additional_params", Map.of("passphrase", "pass one"));

        assertThat(store(key, "two").header("ETag")).isEqualTo("\"2\"");

        assertThat(retrieve(key).body().at("/credentials/additional_params").isNull()).isTrue();
        assertThat(currentKey()).isEqualTo("key-of-two");
        assertThat(versions().getFirst().at("/origin").asString()).isEqualTo("added");
    }

    @Test
    void storingOverARevokedKeyPutsItToUseAgain() {
        store(key, "one");
        alice.delete("revoke", naming(key));

        assertThat(store(key, "two").header("ETag")).isEqualTo("\"2\"");

        assertThat(currentKey()).isEqualTo("key-of-two");
        assertThat(rollBack(1).status()).as("what was revoked stays so").isEqualTo(404);
    }

    @Test
    void whatAProgramStoresTheConsoleLists() {
        store(key, "one");

        people.signIn(ALICE);
        assertThat(credentials.list().keys()).filteredOn(listed -> listed.id().equals(key)).singleElement()
                .satisfies(listed -> assertThat(listed.version()).isEqualTo(1));
    }

    @Test
    void rotatesAndKeepsWhoCreatedTheKeyAndWhatIsNotGivenAnew() {
        store(key, "one", "additional_params", Map.of("passphrase", "pass one", "subaccount", "desk"));
        var before = stored();

        is(rotate("two", "additional_params", Map.of("passphrase", "pass two")), "2", """
                {"status": "success", "message": "Credentials rotated successfully"}""");

        assertThat(stored()).containsEntry("api_key", "key-of-two").containsEntry("api_secret", "secret-of-two")
                .containsEntry("created_at", before.get("created_at")).containsEntry("created_by", "alice").containsEntry("rotated_by", "alice")
                .containsEntry("additional_params", Map.of("passphrase", "pass two", "subaccount", "desk"));
    }

    private Map<String, Object> stored() {
        people.signIn(ALICE);
        return vault.read(key).orElseThrow().values();
    }

    @Test
    void ofTwoRotationsAtOnceNoneIsLost() throws Exception {
        store(key, "one");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var both = threads.invokeAll(List.<Callable<Reply>>of(() -> rotate("two"), () -> rotate("three")));

            assertThat(List.of(both.get(0).get().header("ETag"), both.get(1).get().header("ETag"))).containsExactlyInAnyOrder("\"2\"", "\"3\"");
        }
        assertThat(versions()).hasSize(3).extracting(version -> version.at("/origin").asString()).containsExactly("rotated", "rotated", "added");
    }

    @Test
    void anIfMatchThatFitsLetsAChangeThrough() {
        assertThat(expecting("\"0\"", "store", body(key, "", "one")).header("ETag")).isEqualTo("\"1\"");
        assertThat(expecting("\"1\"", "store", body(key, "", "two")).header("ETag")).isEqualTo("\"2\"");
        assertThat(expecting("\"2\"", "rotate", body(key, "new_", "three")).header("ETag")).isEqualTo("\"3\"");
        assertThat(expecting("\"3\"", "rollback", with(naming(key), "version", 1)).header("ETag")).isEqualTo("\"4\"");
        assertThat(currentKey()).isEqualTo("key-of-one");
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"0\"", "\"1\"", "\"3\"", "\"999999999\"" })
    void anIfMatchOfAnotherVersionStopsAChange(String expected) {
        store(key, "one");
        store(key, "two");

        for (var reply : tried(expected)) {
            assertThat(reply.status()).isEqualTo(412);
            assertThat(reply.body().at("/title").asString()).isEqualTo("Precondition Failed");
        }
        assertThat(versions()).hasSize(2);
        assertThat(currentKey()).isEqualTo("key-of-two");
    }

    @ParameterizedTest
    @ValueSource(strings = { "1", "", "\"\"", "\"x\"", "W/\"1\"", "*", "\"1\", \"2\"", "\"-1\"", "\"01\"", "\"1.0\"", "\"9999999999\"", "\" 1\"" })
    void anIfMatchThatIsNoVersionIsInvalid(String expected) {
        store(key, "one");

        for (var reply : tried(expected)) {
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.field()).isEqualTo("If-Match");
        }
        assertThat(versions()).hasSize(1);
    }

    private List<Reply> tried(String expected) {
        return List.of(expecting(expected, "store", body(key, "", "three")), expecting(expected, "rotate", body(key, "new_", "three")),
                expecting(expected, "rollback", with(naming(key), "version", 1)));
    }

    private Reply expecting(String version, String action, Map<String, Object> body) {
        return alice.post(action, body, request -> request.header("If-Match", version));
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        var more = new HashMap<>(body);
        more.put(field, value);
        return more;
    }

    @Test
    void revokesAndRestores() {
        store(key, "one");
        rotate("two");

        is(alice.delete("revoke", naming(key)), null, """
                {"status": "success", "message": "Credentials revoked successfully"}""");
        assertThat(retrieve(key).status()).isEqualTo(404);
        assertThat(rotate("three").status()).isEqualTo(404);
        assertThat(alice.delete("revoke", naming(key)).status()).as("once more").isEqualTo(200);
        assertThat(versions()).extracting(version -> version.at("/state").asString()).containsExactly("deleted", "deleted");

        is(alice.post("restore", naming(key)), null, """
                {"status": "success", "message": "Credentials restored successfully"}""");
        assertThat(currentKey()).isEqualTo("key-of-two");
        assertThat(rollBack(1).status()).isEqualTo(200);
    }

    @Test
    void listsTheCallersKeysThatAreInUse() {
        var revoked = People.newKey(ALICE, "okx");
        var others = People.newKey(BOB, "okx");
        store(key, "one");
        store(revoked, "one");
        alice.delete("revoke", naming(revoked));
        Program.of(BOB, console).post("store", body(others, "", "one"));

        var reply = alice.get("list", Map.of("user_id", "alice"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().propertyNames()).containsExactlyInAnyOrder("status", "user_id", "brokers");
        assertThat(reply.body().at("/status").asString()).isEqualTo("success");
        assertThat(reply.body().at("/user_id").asString()).isEqualTo("alice");
        assertThat(Stream.of(JSON.convertValue(reply.body().at("/brokers"), String[].class))).contains(key.key()).doesNotContain(revoked.key(), others.key());
    }

    @Test
    void tellsTheHistoryNewestFirstAndWithoutAnyValue() {
        store(key, "one");
        rotate("two");
        is(rollBack(1), "3", """
                {"status": "success", "message": "Credentials rolled back successfully"}""");

        var reply = alice.get("versions", naming(key));

        assertThat(reply.body().toString()).doesNotContain("key-of", "secret-of");
        assertThat(reply.body().propertyNames()).containsExactlyInAnyOrder("status", "user_id", "broker", "current_version", "versions");
        assertThat(reply.body().at("/broker").asString()).isEqualTo(key.key());
        assertThat(reply.body().at("/current_version").asInt()).isEqualTo(3);
        var newest = reply.body().at("/versions/0");
        assertThat(Instant.parse(newest.at("/created_at").asString())).isBetween(Instant.now().minusSeconds(60), Instant.now());
        ((ObjectNode) newest).remove("created_at");
        assertThat(newest).isEqualTo(JSON.readTree("""
                {"version": 3, "state": "live", "origin": "rolled_back", "rolled_back_from": 1, "author": "alice"}"""));
        assertThat(versions()).extracting(version -> version.at("/origin").asString()).containsExactly("rolled_back", "rotated", "added");
        assertThat(reply.body().at("/versions/1/rolled_back_from").isNull()).isTrue();
    }

    private List<JsonNode> versions() {
        var all = new ArrayList<JsonNode>();
        alice.get("versions", naming(key)).body().at("/versions").forEach(all::add);
        return all;
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(List.of(retrieve(key), rotate("two"), rollBack(1), alice.delete("revoke", naming(key)), alice.post("restore", naming(key)),
                alice.get("versions", naming(key)))).extracting(Reply::status).containsOnly(404);
        store(key, "one");
        assertThat(rollBack(2).status()).isEqualTo(404);
        assertThat(retrieve(People.newKey(ALICE, "kraken")).body().propertyNames())
                .containsExactlyInAnyOrder("type", "title", "status", "detail", "request_id");
    }

    @Test
    void aBatchOfAHundredKeepsItsOrderAndItsErrors() {
        store(key, "one", "additional_params", Map.of("p", "v"));
        var missing = People.newKey(ALICE, "okx");
        List<Map<String, Object>> kinds = List.of(naming(key), naming(missing), naming(People.newKey(BOB, "okx")),
                Map.of("user_id", "alice", "broker", "nobody-knows"));

        var results = batch(IntStream.range(0, 100).mapToObj(i -> kinds.get(i % 4)).toList());

        assertThat(results).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(results.get(i).at("/user_id").asString()).isEqualTo(kinds.get(i % 4).get("user_id"));
            assertThat(results.get(i).at("/broker").asString()).isEqualTo(kinds.get(i % 4).get("broker"));
        }
        assertThat(results.get(96)).isEqualTo(JSON.readTree("""
                {"status": "success", "user_id": "alice", "broker": "%s", "version": 1, "credentials": {"api_key": "key-of-one",
                "api_secret": "secret-of-one", "broker": "kraken", "additional_params": {"p": "v"}}}""".formatted(key.key())));
        assertThat(results.get(97)).isEqualTo(JSON.readTree("""
                {"status": "error", "user_id": "alice", "broker": "%s",
                "error": {"status": 404, "title": "Not Found", "detail": "Credentials not found"}}""".formatted(missing.key())));
        assertThat(results.subList(96, 100)).extracting(result -> result.at("/error/status").asInt(200)).containsExactly(200, 404, 403, 422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "null; requests[1]", "{}; requests[1].user_id", "{\"user_id\":\"alice\"}; requests[1].broker",
            "{\"broker\":\"kraken\"}; requests[1].user_id", "{\"user_id\":\"../bob\",\"broker\":\"kraken\"}; requests[1].user_id",
            "{\"user_id\":\"alice\",\"broker\":\"../okx\"}; requests[1].broker" })
    void whatIsNoKeyMakesTheWholeNoBatch(String request, String field) {
        var reply = alice.post("batch", "{\"requests\":[{\"user_id\":\"alice\",\"broker\":\"kraken\"}," + request + "]}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.field()).isEqualTo(field);
    }

    private List<JsonNode> batch(List<Map<String, Object>> requests) {
        var reply = alice.post("batch", Map.of("requests", requests));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.body().at("/status").asString()).isEqualTo("success");
        var results = new ArrayList<JsonNode>();
        reply.body().at("/results").forEach(results::add);
        return results;
    }

    @Test
    void aBatchOfNoneOrTooManyIsInvalid() {
        var many = IntStream.range(0, 101).mapToObj(i -> naming(key)).toList();

        assertThat(List.of(alice.post("batch", Map.of("requests", List.of())), alice.post("batch", Map.of("requests", many)),
                alice.post("batch", "{}"), alice.post("batch", "{\"requests\": null}"), alice.post("batch", "{\"requests\": {}}")))
                .allSatisfy(reply -> {
                    assertThat(reply.status()).isEqualTo(422);
                    assertThat(reply.field()).isEqualTo("requests");
                });
    }
}
