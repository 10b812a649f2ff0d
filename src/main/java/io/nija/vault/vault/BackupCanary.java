package io.nija.vault.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.springframework.stereotype.Component;

/**
 * A value that is no credential, in a mount of its own, written anew before each backup. What is restored has to have its latest
 * versions, which anybody who may read it can check. Every method throws {@link VaultException} when Vault does not answer or refuses.
 */
@Component
public class BackupCanary {

    static final String MOUNT = "canary";

    /** Where it is, in Vault's KV v2 API, and under which field. */
    public static final String PATH = MOUNT + "/data/backup";
    public static final String FIELD = "value";

    private static final int VERSIONS = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ConsoleVault vault;

    BackupCanary(ConsoleVault vault) {
        this.vault = vault;
    }

    /** Writes a new version. @return the SHA-256 of the values of the latest versions, in hexadecimal digits, by the version's number */
    public SortedMap<Integer, String> renew() {
        var value = new byte[32];
        RANDOM.nextBytes(value);
        int latest = ((Number) vault.write(PATH, Map.of("data", Map.of(FIELD, HexFormat.of().formatHex(value)))).get("version")).intValue();
        var digests = new TreeMap<Integer, String>();
        for (int version = Math.max(1, latest - VERSIONS + 1); version <= latest; version++) {
            var answer = vault.read(PATH + "?version=" + version);
            if (answer != null && answer.get("data") instanceof Map<?, ?> data && data.get(FIELD) instanceof String text) {
                digests.put(version, digest(text));
            }
        }
        return digests;
    }

    /** As {@link #renew} tells it of a value. */
    public static String digest(String value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
