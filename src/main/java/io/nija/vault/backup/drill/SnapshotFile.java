package io.nija.vault.backup.drill;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.nija.vault.backup.BackupException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A snapshot of Vault's raft storage as a file: a compressed tar with what it is ({@code meta.json}), all entries of the storage, which
 * Vault's own keys have sealed ({@code state.bin}), and their hashes.
 */
public final class SnapshotFile {

    private static final String META = "meta.json";
    private static final String STATE = "state.bin";
    private static final String HASHES = "SHA256SUMS";
    private static final int SMALL = 4 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final JsonNode meta;

    private SnapshotFile(Path file, JsonNode meta) {
        this.file = file;
        this.meta = meta;
    }

    /**
     * Reads all of it once.
     *
     * @throws BackupException when it is no snapshot, damaged or cut short
     */
    static SnapshotFile check(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new SnapshotFile(file, meta(in));
        }
    }

    /**
     * The same for one that is no file.
     *
     * @return the last change of the storage that is in it, by its number
     */
    public static long check(InputStream snapshot) {
        return meta(snapshot).path("Index").asLong();
    }

    private static JsonNode meta(InputStream snapshot) {
        var small = new HashMap<String, byte[]>();
        var hashes = new HashMap<String, String>();
        try {
            var tar = open(snapshot);
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var hashed = new DigestInputStream(tar, sha256());
                if (entry.getName().equals(STATE)) {
                    hashed.transferTo(OutputStream.nullOutputStream());
                } else {
                    small.put(entry.getName(), hashed.readNBytes(SMALL));
                }
                hashes.put(entry.getName(), HexFormat.of().formatHex(hashed.getMessageDigest().digest()));
            }
        } catch (IOException e) {
            throw new BackupException("It is no snapshot of Vault, or damaged: " + e.getMessage(), e);
        }
        if (!hashes.containsKey(STATE) || !small.containsKey(META) || !small.containsKey(HASHES)) {
            throw new BackupException("It is no snapshot of Vault: it has no %s, %s or %s.".formatted(META, STATE, HASHES));
        }
        for (var line : new String(small.get(HASHES), StandardCharsets.US_ASCII).lines().toList()) {
            var words = line.strip().split("\\s+", 2);
            if (words.length != 2 || !words[0].equals(hashes.get(words[1]))) {
                throw new BackupException("The snapshot is damaged: %s is not what was taken.".formatted(words[words.length - 1]));
            }
        }
        return parsed(small.get(META));
    }

    private static JsonNode parsed(byte[] meta) {
        try {
            return JSON.readTree(meta);
        } catch (JacksonException e) {
            throw new BackupException("It is no snapshot of Vault: its %s cannot be read.".formatted(META), e);
        }
    }

    Path file() {
        return file;
    }

    /**
     * A copy in which some entries are those of another snapshot, for {@code snapshot-force}: the hashes are made anew, and what Vault's
     * seal says of them is left out.
     */
    SnapshotFile withEntriesOf(SnapshotFile other, Set<String> keys, Path to) throws IOException {
        var entries = other.entries(keys);
        if (entries.size() != keys.size()) {
            throw new BackupException("The other snapshot lacks some of " + keys + ".");
        }
        var state = Files.createTempFile(to.toAbsolutePath().getParent(), "state", ".bin");
        try {
            var hash = sha256();
            try (var tar = open(file); var out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(state)), hash)) {
                toState(tar);
                StorageEntries.read(tar, (key, entry) -> StorageEntries.write(out, entries.getOrDefault(key, entry)));
            }
            var changed = ((ObjectNode) meta).deepCopy().put("Size", Files.size(state));
            write(to, JSON.writeValueAsBytes(changed), state, HexFormat.of().formatHex(hash.digest()));
            return new SnapshotFile(to, changed);
        } finally {
            Files.deleteIfExists(state);
        }
    }

    private Map<String, byte[]> entries(Set<String> keys) throws IOException {
        var found = new HashMap<String, byte[]>();
        try (var tar = open(file)) {
            toState(tar);
            StorageEntries.read(tar, (key, entry) -> {
                if (keys.contains(key)) {
                    found.put(key, entry);
                }
            });
        }
        return found;
    }

    private static void write(Path to, byte[] meta, Path state, String stateHash) throws IOException {
        var hashes = "%s  %s\n%s  %s\n".formatted(HexFormat.of().formatHex(sha256().digest(meta)), META, stateHash, STATE);
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(to))))) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            add(tar, META, meta);
            var entry = new TarArchiveEntry(STATE);
            entry.setSize(Files.size(state));
            tar.putArchiveEntry(entry);
            Files.copy(state, tar);
            tar.closeArchiveEntry();
            add(tar, HASHES, hashes.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void toState(TarArchiveInputStream tar) throws IOException {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.getName().equals(STATE)) {
                return;
            }
        }
        throw new IOException("The snapshot has no " + STATE);
    }

    private static TarArchiveInputStream open(Path file) throws IOException {
        var in = Files.newInputStream(file);
        try {
            return open(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static TarArchiveInputStream open(InputStream snapshot) throws IOException {
        return new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(snapshot, 1 << 16), 1 << 16));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
