package io.nija.vault.bench;

import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nija.vault.testing.TestIssuer;
import tools.jackson.databind.json.JsonMapper;

/** Users with a bearer token each, and the calls that they make to a gateway, in turn. */
final class Callers {

    /** Longer than a benchmark takes. */
    private static final long TOKEN_MILLISECONDS = 2 * 60 * 60 * 1000;
    private static final JsonMapper JSON = new JsonMapper();

    private final TestIssuer issuer;
    private final List<String> users;
    private final Map<String, String> tokens = new LinkedHashMap<>();

    Callers(TestIssuer issuer, List<String> users) {
        this.issuer = issuer;
        this.users = users;
        users.forEach(user -> tokens.put(user, token(user)));
    }

    private String token(String user) {
        var claims = new LinkedHashMap<>(issuer.claims(user, "user"));
        claims.put("aud", "nija");
        claims.put("exp", new Date(System.currentTimeMillis() + TOKEN_MILLISECONDS));
        claims.put("jti", UUID.randomUUID().toString()); // or two tokens of one second would be one
        return issuer.sign(claims);
    }

    /** A read of each user's key. */
    List<Call> retrieves() {
        return users.stream().map(user -> retrieve(user, tokens.get(user))).toList();
    }

    /** Reads in all of which the gateway sees a JWT for the first time. */
    List<Call> firstRetrieves(int count) {
        return IntStream.range(0, count).parallel().mapToObj(i -> users.get(i % users.size()))
                .map(user -> retrieve(user, token(user))).toList();
    }

    private static Call retrieve(String user, String token) {
        var key = Key.of(user);
        return call("/v1/credentials/retrieve", token, wanted(key), key.values());
    }

    /** {@value Key#BATCH} different keys of each user at once. */
    List<Call> batches() {
        return users.stream().map(user -> call("/v1/credentials/batch", tokens.get(user),
                Map.of("requests", Key.batchOf(user).map(Callers::wanted).toList()),
                Key.batchOf(user).flatMap(key -> key.values().stream()).toList())).toList();
    }

    private static Map<String, String> wanted(Key key) {
        return Map.of("user_id", key.user(), "broker", key.broker());
    }

    private static Call call(String path, String token, Object body, List<String> expected) {
        var headers = Map.of("Content-Type", "application/json", "Authorization", "Bearer " + token);
        return new Call("POST", path, headers, JSON.writeValueAsString(body), expected);
    }

    /** The same keys without a gateway, by a token that may read all of them. */
    List<Call> vaultReads(String token) {
        return users.stream().map(Key::of)
                .map(key -> new Call("GET", "/v1/" + key.vaultPath(), Map.of("X-Vault-Token", token), "", key.values())).toList();
    }

    /** All the keys that these users need to have. */
    Stream<Key> keys() {
        return users.stream().flatMap(user -> Stream.concat(Stream.of(Key.of(user)), Key.batchOf(user)));
    }
}
