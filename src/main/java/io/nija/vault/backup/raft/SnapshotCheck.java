package io.nija.vault.backup.raft;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;

import io.nija.vault.backup.BackupException;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passes a snapshot of raft storage on and checks on the way that it is one, whole and as its own list of hashes says. Only what came to
 * its end without an exception is a snapshot.
 */
final class SnapshotCheck {

    private static final String META = "meta.json";
    private static final String SUMS = "SHA256SUMS";
    private static final int SMALL = 1 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    /** What a snapshot says of itself: how far in the raft's log it reaches. */
    record Reached(long index, long term) {
    }

    private final Map<String, String> hashes = new HashMap<>();
    private String sums = "";
    private @Nullable Reached reached;

    private SnapshotCheck() {
    }

    /** @throws BackupException when it is none, was cut short, or is not what its list of hashes says */
    static Reached pass(InputStream snapshot, OutputStream to) throws IOException {
        return new SnapshotCheck().run(new Passing(snapshot, to));
    }

    private Reached run(Passing passing) throws IOException {
        try {
            var archive = new TarArchiveInputStream(new GZIPInputStream(passing));
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                take(entry.getName(), archive);
            }
        } catch (IOException e) {
            if (passing.broken != null) {
                throw passing.broken;
            }
            throw new BackupException("The snapshot that Vault sent was cut short, or is none: " + e.getMessage(), e);
        }
        // What the readers of tar and gzip leave unread at the end belongs to it.
        passing.transferTo(OutputStream.nullOutputStream());
        verify();
        if (reached == null) {
            throw new BackupException("The snapshot that Vault sent does not say what it is of.");
        }
        return reached;
    }

    private void take(String name, InputStream entry) throws IOException {
        var digest = sha256();
        if (name.equals(META) || name.equals(SUMS)) {
            var text = entry.readNBytes(SMALL);
            digest.update(text);
            if (name.equals(SUMS)) {
                sums = new String(text, StandardCharsets.UTF_8);
                return;
            }
            reached = reached(text);
        } else {
            var buffer = new byte[1 << 16];
            for (int read = entry.read(buffer); read >= 0; read = entry.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        hashes.put(name, HexFormat.of().formatHex(digest.digest()));
    }

    private static Reached reached(byte[] meta) {
        try {
            var json = JSON.readTree(meta);
            return new Reached(json.path("Index").asLong(), json.path("Term").asLong());
        } catch (JacksonException e) {
            throw new BackupException("The snapshot that Vault sent does not say what it is of.", e);
        }
    }

    private void verify() {
        if (sums.isBlank()) {
            throw new BackupException("The snapshot that Vault sent has no list of hashes, so it was cut short.");
        }
        sums.lines().filter(line -> !line.isBlank()).map(line -> line.split(" +", 2)).forEach(sum -> {
            if (sum.length < 2 || !sum[0].equals(hashes.get(sum[1].strip()))) {
                throw new BackupException("The snapshot that Vault sent is not what its own list of hashes says.");
            }
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes down all that is read from it. That the other side took nothing more is not the snapshot's fault. */
    private static final class Passing extends FilterInputStream {

        private final OutputStream to;
        private @Nullable IOException broken;

        Passing(InputStream in, OutputStream to) {
            super(in);
            this.to = to;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                try {
                    to.write(buffer, offset, read);
                } catch (IOException e) {
                    broken = e;
                    throw e;
                }
            }
            return read;
        }
    }
}
