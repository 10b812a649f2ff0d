package io.nija.vault.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A key that a user keeps, with made-up values as long as a broker's, the same in every run. */
record Key(String user, String broker) {

    static final int BATCH = 20;

    static String user(int number) {
        return "u" + number;
    }

    /** The one that every user has. */
    static Key of(String user) {
        return new Key(user, "kraken");
    }

    /** The named ones that a batch asks for. */
    static Stream<Key> batchOf(String user) {
        return IntStream.range(0, BATCH).mapToObj(i -> new Key(user, "kraken--b" + i));
    }

    String vaultPath() {
        return "secret/data/users/" + user + "/" + broker;
    }

    Map<String, Object> stored() {
        return Map.of("api_key", apiKey(), "api_secret", apiSecret(), "broker", "kraken",
                "created_at", "2026-01-01T00:00:00Z", "created_by", user);
    }

    /** What the answer to a read must hold. */
    List<String> values() {
        return List.of('"' + apiKey() + '"', '"' + apiSecret() + '"');
    }

    private String apiKey() {
        return madeUp("key", 56);
    }

    private String apiSecret() {
        return madeUp("secret", 88);
    }

    private String madeUp(String what, int length) {
        try {
            var hash = MessageDigest.getInstance("SHA-512").digest((what + " " + user + " " + broker).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
