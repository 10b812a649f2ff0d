package io.nija.vault.credentials;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;

/**
 * The SHA-256 of a key's values and broker in one canonical form, so that two can be compared without a look at either:
 * fields in the order of their names, each name and value led by its length.
 */
final class KeyFingerprint {

    private final byte[] hash;

    private KeyFingerprint(byte[] hash) {
        this.hash = hash;
    }

    static KeyFingerprint of(StoredKey key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            add(digest, String.valueOf(key.toVault().get("broker")));
            new TreeMap<>(key.fields()).forEach((name, value) -> {
                add(digest, name);
                add(digest, value.expose());
            });
            return new KeyFingerprint(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    /** In constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KeyFingerprint that && MessageDigest.isEqual(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(hash).getInt();
    }
}
