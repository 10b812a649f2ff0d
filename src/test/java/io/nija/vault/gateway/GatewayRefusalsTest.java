package io.nija.vault.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.SignedJWT;
import io.nija.vault.base.CredentialId;
import io.nija.vault.gateway.Program.Reply;
import io.nija.vault.testing.AuditFile;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import io.nija.vault.testing.TestIssuer;
import jakarta.servlet.ServletContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;

import static io.nija.vault.gateway.Program.naming;
import static io.nija.vault.testing.People.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

/** What the gateway does not do, and how it says so. */
@ConsoleTest
@ExtendWith(OutputCaptureExtension.class)
class GatewayRefusalsTest {

    /** In every request here that holds values at all. */
    private static final String VALUE = "c4n4ry-" + UUID.randomUUID();

    @Autowired
    WebApplicationContext console;
    @Autowired
    People people;
    @Value("${local.directory}")
    Path directory;

    CredentialId key = People.newKey(ALICE, "kraken");
    Program alice;
    AuditFile audit;

    @BeforeEach
    void useAToken() {
        alice = Program.of(ALICE, console);
        alice.get("list", Map.of("user_id", "alice"));
        audit = AuditFile.fromNow(directory);
    }

    private static void problem(Reply reply, int status) {
        assertThat(reply.status()).as(() -> reply.body().toString()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.body().propertyNames()).isSubsetOf("type", "title", "status", "detail", "request_id", "errors");
        assertThat(reply.body().has("errors")).isEqualTo(status == 422);
        assertThat(reply.body().at("/type").asString()).isEqualTo("about:blank");
        assertThat(reply.body().at("/status").asInt()).isEqualTo(status);
        assertThat(reply.body().at("/title").asString()).isNotBlank();
        assertThat(reply.body().at("/detail").asString()).isNotBlank().doesNotContain(VALUE, "Exception", "io.nija");
        assertThat(reply.body().at("/request_id").asString()).isEqualTo(reply.header("X-Request-Id")).matches("[A-Za-z0-9._-]{1,64}");
        assertThat(reply.body().toString()).doesNotContain(VALUE);
    }

    private void nothingReachedVault() throws IOException {
        assertThat(audit.paths()).noneMatch(path -> path.startsWith("secret/") || path.equals("auth/jwt/login"));
    }

    static Stream<Arguments> everyAddress() {
        return Stream.of(Arguments.of("POST", "store", ",\"api_key\":\"$\",\"api_secret\":\"$\""),
                Arguments.of("POST", "retrieve", ""), Arguments.of("POST", "rotate", ",\"new_api_key\":\"$\",\"new_api_secret\":\"$\""),
                Arguments.of("POST", "rollback", ",\"version\":1"), Arguments.of("POST", "restore", ""), Arguments.of("GET", "versions", ""),
                Arguments.of("DELETE", "revoke", ""), Arguments.of("GET", "list", ""));
    }

    private static Reply call(Program program, String method, String action, String rest, String userId, String broker) {
        return method.equals("POST")
                ? program.post(action, "{\"user_id\":\"%s\",\"broker\":\"%s\"%s}".formatted(userId, broker, rest.replace("$", VALUE)))
                : program.send(HttpMethod.valueOf(method), action, request -> request.queryParam("user_id", userId).queryParam("broker", broker));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("everyAddress")
    void anothersKeysAreClosedBeforeVaultIsAsked(String method, String action, String rest) throws IOException {
        problem(call(alice, method, action, rest, "bob", "kraken"), 403);
        problem(call(alice, method, action, rest, "ALICE", "kraken"), 403);

        nothingReachedVault();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("everyAddress")
    void withoutATokenOrTheRoleEverythingIsClosed(String method, String action, String rest) throws IOException {
        var nobody = call(Program.with(null, console), method, action, rest, "alice", "kraken");
        problem(nobody, 401);
        assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer");
        problem(call(Program.of(People.SAM_OF_SUPPORT, console), method, action, rest, "sam", "kraken"), 403);

        nothingReachedVault();
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("everyAddress")
    void whatIsNoIdentifierIsNamed(String method, String action, String rest) throws IOException {
        for (var id : List.of("", "..", "../bob", "alice/../bob", "alice%2f..%2fbob", "alice*", ".alice", "x".repeat(129))) {
            var reply = call(alice, method, action, rest, id, "kraken");
            problem(reply, 422);
            assertThat(reply.field()).isEqualTo("user_id");
        }
        for (var broker : action.equals("list") ? List.<String>of() : List.of("", "..", "../okx", "kraken/../okx", "kraken--", "KRAKEN", "kraken*",
                "nobody-knows", "kraken--a b", "x".repeat(200))) {
            var reply = call(alice, method, action, rest, "alice", broker);
            problem(reply, 422);
            assertThat(reply.field()).isEqualTo("broker");
        }
        nothingReachedVault();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = {
            "user_id; -", "user_id; null", "user_id; 7", "user_id; true", "user_id; []", "user_id; {}", "user_id; \"a\\u0000b\"", "user_id; \"a\\nb\"",
            "broker; -", "broker; null", "broker; 7", "broker; [\"kraken\"]", "broker; \"kra\\u0000ken\"", "broker; \"kraken\\n\"",
            "api_key; -", "api_key; null", "api_key; 12345678", "api_key; 1.5", "api_key; true", "api_key; []", "api_key; {\"a\":1}", "api_key; \"\"",
            "api_key; \" \"", "api_key; \"a\\u0000b\"", "api_key; \"a\\u001bb\"", "api_secret; -", "api_secret; null", "api_secret; 12345678",
            "api_secret; \"\"", "api_secret; \"\\t\"", "additional_params; []", "additional_params; \"text\"", "additional_params; 7" })
    void whatAKeyCannotBeStoredWithIsNamed(String field, String value) throws IOException {
        var fields = new TreeMap<>(Map.of("user_id", "\"alice\"", "broker", "\"" + key.key() + "\"", "api_key", "\"" + VALUE + "\"",
                "api_secret", "\"" + VALUE + "\""));
        if (value == null) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
        var reply = alice.post("store", json(fields));

        problem(reply, 422);
        assertThat(reply.field()).isEqualTo(field);
        nothingReachedVault();
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream().map(field -> "\"" + field.getKey() + "\":" + field.getValue()).collect(Collectors.joining(",", "{", "}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "{\"a\":null}; additional_params.a", "{\"a\":7}; additional_params.a", "{\"a\":{}}; additional_params.a", "{\"a\":[]}; additional_params.a",
            "{\"a\":\"\"}; additional_params.a", "{\"a\":\"\\u0001\"}; additional_params.a", "{\"UPPER\":\"$\"}; additional_params",
            "{\"../x\":\"$\"}; additional_params", "{\"\":\"$\"}; additional_params", "{\"api_key\":\"$\"}; additional_params" })
    void whichFurtherParameterIsWrongIsNamed(String params, String field) throws IOException {
        var values = ",\"additional_params\":" + params.replace("$", VALUE) + "}";

        for (var reply : List.of(
                alice.post("store", "{\"user_id\":\"alice\",\"broker\":\"kraken\",\"api_key\":\"k\",\"api_secret\":\"s\"" + values),
                alice.post("rotate", "{\"user_id\":\"alice\",\"broker\":\"kraken\",\"new_api_key\":\"k\",\"new_api_secret\":\"s\"" + values))) {
            problem(reply, 422);
            assertThat(reply.field()).isEqualTo(field);
        }
        nothingReachedVault();
    }

    @Test
    void valuesHaveAnEnd() throws IOException {
        var tooLong = alice.post("store", Map.of("user_id", "alice", "broker", "kraken", "api_key", "x".repeat(16_385), "api_secret", VALUE));
        problem(tooLong, 422);
        assertThat(tooLong.field()).isEqualTo("api_key");
        var many = IntStream.range(0, 33).boxed().collect(Collectors.toMap(i -> "p" + i, i -> VALUE));
        var params = alice.post("store", Map.of("user_id", "alice", "broker", "kraken", "api_key", VALUE, "api_secret", VALUE, "additional_params", many));
        problem(params, 422);
        assertThat(params.field()).isEqualTo("additional_params");
        nothingReachedVault();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "-", value = { "new_api_key; -", "new_api_key; 7", "new_api_key; \"\"", "new_api_key; \"a\\u0000b\"",
            "new_api_secret; -", "new_api_secret; null", "new_api_secret; \" \"" })
    void whatAKeyCannotBeRotatedToIsNamedAsItWasSent(String field, String value) {
        var fields = new TreeMap<>(Map.of("user_id", "\"alice\"", "broker", "\"kraken\"", "new_api_key", "\"" + VALUE + "\"",
                "new_api_secret", "\"" + VALUE + "\""));
        if (value == null) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
        var reply = alice.post("rotate", json(fields));

        problem(reply, 422);
        assertThat(reply.field()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = { "null", "0", "-1", "1.5", "\"1\"", "true", "[]", "99999999999", "1e0", "\"\"" })
    void whatIsNoVersionIsNamed(String version) {
        var reply = alice.post("rollback", "{\"user_id\":\"alice\",\"broker\":\"kraken\",\"version\":" + version + "}");

        problem(reply, 422);
        assertThat(reply.field()).isEqualTo("version");
    }

    static Stream<String> whatIsNoSuchJson() {
        var whole = "{\"user_id\":\"alice\",\"broker\":\"kraken\",\"api_key\":\"" + VALUE + "\",\"api_secret\":\"" + VALUE + "\"";
        return Stream.of("", " ", "null", "[]", "[" + whole + "}]", "7", "\"" + VALUE + "\"", whole, whole + "}}", whole + "} {}", whole + ",}",
                whole + ",\"api_key\":\"another\"}", whole + ",\"additional_params\":{\"a\":\"1\",\"a\":\"2\"}}", "{'user_id':'alice'}", "{user_id:1}",
                whole + ",\"x\":" + "[".repeat(5000), "\u0000", "user_id=alice&api_key=" + VALUE);
    }

    @ParameterizedTest
    @MethodSource
    void whatIsNoSuchJson(String body) throws IOException {
        var reply = alice.post("store", body);

        problem(reply, 422);
        assertThat(reply.field()).isIn("body", "api_key", "additional_params.a", "additional_params");
        nothingReachedVault();
    }

    @Test
    void textThatIsNotUtf8IsInvalid() {
        var bytes = "{\"user_id\":\"alice\",\"broker\":\"kr\u00e4ken\"}".getBytes(StandardCharsets.ISO_8859_1);

        problem(alice.post("retrieve", "{}", request -> request.content(bytes)), 422);
    }

    @Test
    void aParameterThatIsMissingOrThereTwiceIsNamed() {
        assertThat(List.of(alice.get("list", Map.of()), alice.get("versions", Map.of("broker", "kraken")), alice.delete("revoke", Map.of("broker", "kraken")),
                alice.send(HttpMethod.GET, "list", request -> request.queryParam("user_id", "alice", "bob")))).allSatisfy(reply -> {
                    problem(reply, 422);
                    assertThat(reply.field()).isEqualTo("user_id");
                });
        assertThat(List.of(alice.get("versions", Map.of("user_id", "alice")), alice.delete("revoke", Map.of("user_id", "alice")))).allSatisfy(reply -> {
            problem(reply, 422);
            assertThat(reply.field()).isEqualTo("broker");
        });
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhetherOrNotItSaysSo() throws IOException {
        var large = ("{\"user_id\":\"alice\",\"broker\":\"kraken\",\"api_key\":\"" + VALUE + "\",\"x\":\"" + "x".repeat(256 * 1024) + "\"}").getBytes();
        var fits = ("{\"user_id\":\"alice\",\"broker\":\"" + key.key() + "\",\"x\":\"" + "x".repeat(255 * 1024) + "\"}").getBytes();

        problem(alice.perform(context -> request(context, large, large.length)), 413);
        problem(alice.perform(context -> request(context, large, -1)), 413);
        nothingReachedVault();
        problem(alice.perform(context -> request(context, fits, -1)), 404);
    }

    private MockHttpServletRequest request(ServletContext context, byte[] body, long says) {
        var request = new MockHttpServletRequest(context, "POST", "/v1/credentials/retrieve") {

            @Override
            public long getContentLengthLong() {
                return says;
            }

            @Override
            public int getContentLength() {
                return (int) says;
            }
        };
        request.addHeader("Authorization", "Bearer " + Program.token(ALICE, console));
        request.setContentType("application/json");
        request.setContent(body);
        return request;
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data" })
    void anotherTypeOfBodyIsRefused(String type) {
        problem(alice.post("retrieve", naming(key), request -> request.contentType(type)), 415);
    }

    @Test
    void aBodyWithoutATypeIsRefused() {
        problem(alice.send(HttpMethod.POST, "retrieve", request -> request.content("{}")), 415);
    }

    @ParameterizedTest
    @CsvSource({ "GET,store,POST", "PUT,retrieve,POST", "DELETE,rotate,POST", "POST,list,GET", "POST,revoke,DELETE", "PATCH,batch,POST", "GET,revoke,DELETE" })
    void anotherMethodIsRefusedAndTheRightOneNamed(String method, String action, String allowed) {
        var reply = alice.send(HttpMethod.valueOf(method), action, request -> request.contentType("application/json").content("{}"));

        problem(reply, 405);
        assertThat(reply.header("Allow")).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/html", "text/plain", "application/xml", "image/*" })
    void anotherTypeOfAnswerIsRefused(String type) {
        problem(alice.post("retrieve", naming(key), request -> request.header("Accept", type)), 406);
    }

    @ParameterizedTest
    @ValueSource(strings = { "nothing", "store/", "store/x", "", "../x" })
    void whatIsAtNoAddressIsNotFound(String address) {
        assertThat(alice.send(HttpMethod.GET, address, request -> request).status()).isIn(400, 404);
        problem(alice.send(HttpMethod.GET, "nothing", request -> request), 404);
    }

    @Test
    void aTokenThatIsNoneIsRefused() throws Exception {
        var good = Program.token(ALICE, console);
        var forged = SignedJWT.parse(good);
        var other = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(forged.getHeader().getKeyID()).build(), forged.getJWTClaimsSet());
        other.sign(new RSASSASigner(TestIssuer.newKey()));
        var parts = good.split("\\.");

        for (var token : List.of("x", "a.b.c", other.serialize(), parts[0] + "." + parts[1] + ".", "eyJhbGciOiJub25lIn0." + parts[1] + ".",
                people.idToken(ALICE))) {
            var reply = Program.with(token, console).get("list", Map.of("user_id", "alice"));
            problem(reply, 401);
            assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
            assertThat(reply.body().toString()).doesNotContain(token.length() > 1 ? token : "\0");
        }
    }

    /** Nimbus does not ask the issuer again at once; that is no failure of ours. */
    @Test
    void manyTokensOfUnknownKeysAreEachRefused() throws Exception {
        var claims = SignedJWT.parse(Program.token(ALICE, console)).getJWTClaimsSet();
        for (int i = 0; i < 5; i++) {
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(UUID.randomUUID().toString()).build(), claims);
            token.sign(new RSASSASigner(TestIssuer.newKey()));
            problem(Program.with(token.serialize(), console).get("list", Map.of("user_id", "alice")), 401);
        }
        assertThat(alice.get("list", Map.of("user_id", "alice")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Basic YWxpY2U6eA==", "Bearer", "Bearer ", "Bearer a b", "token", "" })
    void anotherFormOfAuthorizationIsRefused(String header) {
        problem(Program.with(null, console).send(HttpMethod.GET, "list",
                request -> request.queryParam("user_id", "alice").header("Authorization", header)), 401);
    }

    @Test
    void aTokenCountsInItsHeaderOnly() {
        var token = Program.token(ALICE, console);
        var nobody = Program.with(null, console);

        problem(nobody.get("list", Map.of("user_id", "alice", "access_token", token)), 401);
        problem(nobody.send(HttpMethod.POST, "retrieve", request -> request.contentType("application/x-www-form-urlencoded")
                .param("access_token", token).content("access_token=" + token)), 401);
    }

    @Test
    void aRequestHasTheCallersIdWhenThatIsFitForALog() throws IOException {
        var id = "caller-" + UUID.randomUUID();

        var reply = alice.post("retrieve", naming(key), request -> request.header("X-Request-Id", id));

        assertThat(reply.header("X-Request-Id")).isEqualTo(id);
        assertThat(reply.body().at("/request_id").asString()).isEqualTo(id);
        assertThat(audit.entries()).filteredOn(entry -> entry.at("/request/path").asString().equals("secret/data/" + key.path()))
                .isNotEmpty().allMatch(entry -> entry.at("/request/headers/x-request-id/0").asString().equals(id));
    }

    @Test
    void everyKeyOfABatchIsReadUnderTheRequestsId() throws IOException {
        var id = "batch-" + UUID.randomUUID();

        alice.post("batch", Map.of("requests", List.of(naming(key), naming(People.newKey(ALICE, "okx")))), request -> request.header("X-Request-Id", id));

        assertThat(audit.entries()).filteredOn(entry -> entry.at("/type").asString().equals("response")
                && entry.at("/request/headers/x-request-id/0").asString("").equals(id)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "a b", "a\u00e9", "a/b", "a\"b", "<b>", "{{7*7}}", "x234567890123456789012345678901234567890123456789012345678901234567" })
    void anIdThatIsNotIsReplaced(String id) {
        var reply = alice.post("retrieve", naming(key), request -> request.header("X-Request-Id", id));

        assertThat(reply.header("X-Request-Id")).isNotEqualTo(id).matches("[A-Za-z0-9._-]{1,64}");
    }

    @Test
    void aPersonsLimitIsToldWithEveryAnswerAndABatchCountsAsManyAsItAsksFor() {
        var before = remaining(alice.post("retrieve", naming(key)));

        var after = remaining(alice.post("batch", Map.of("requests", IntStream.range(0, 100).mapToObj(i -> naming(key)).toList())));

        // Fifty come back each second.
        assertThat(after).isGreaterThanOrEqualTo(before - 100).isLessThan(before);
    }

    private static long remaining(Reply reply) {
        assertThat(reply.header("RateLimit-Policy")).isEqualTo("\"user\";q=3000;w=60");
        assertThat(reply.header("RateLimit")).matches("\"user\";r=\\d+;t=\\d+");
        return Long.parseLong(reply.header("RateLimit").replaceAll(".*r=(\\d+);.*", "$1"));
    }

    @Test
    void noValueGetsIntoALogOrAnErrorHoweverARequestFails(CapturedOutput output) {
        var bodies = List.of(
                Map.of("user_id", "alice", "broker", key.key(), "api_key", VALUE, "api_secret", VALUE, "additional_params", Map.of("p", VALUE)),
                Map.of("user_id", "bob", "broker", key.key(), "api_key", VALUE, "api_secret", VALUE),
                Map.of("user_id", "alice", "broker", key.key(), "api_key", VALUE + "\0", "api_secret", VALUE),
                Map.of("user_id", "alice", "broker", key.key(), "api_key", List.of(VALUE), "api_secret", VALUE),
                Map.of("user_id", VALUE, "broker", VALUE, "api_key", VALUE, "api_secret", VALUE));
        var replies = new ArrayList<>(bodies.stream().map(body -> alice.post("store", body)).toList());
        replies.add(alice.post("store", "{\"api_key\":\"" + VALUE));
        replies.add(alice.post("store", VALUE));
        replies.add(alice.post("rotate", Map.of("user_id", "alice", "broker", key.key(), "new_api_key", VALUE, "new_api_secret", VALUE)));
        replies.add(alice.post("store", bodies.getFirst(), request -> request.header("If-Match", "\"7\"")));

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(2);
        assertThat(replies).allSatisfy(reply -> assertThat(reply.body().toString()).doesNotContain(VALUE));
        assertThat(output.getAll()).doesNotContain(VALUE, Program.token(ALICE, console));
    }

    @Test
    void theDescriptionIsForEverybody() {
        var reply = Program.with(null, console).perform(MockMvcRequestBuilders.get("/v1/openapi.json"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().at("/openapi").asString()).startsWith("3.1");
        assertThat(reply.body().at("/paths").propertyNames()).contains("/v1/credentials/store", "/v1/credentials/batch");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }
}
