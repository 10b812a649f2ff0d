package io.nija.vault.audit.retention;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import io.nija.vault.audit.lines.ArchivedLines;
import io.nija.vault.audit.lines.HashChain;
import io.nija.vault.audit.lines.NotAsReadException;
import io.nija.vault.audit.retention.OldLines.Span;
import tools.jackson.databind.json.JsonMapper;

/**
 * Files that old lines go to: JSON Lines as they were read, compressed with zstd, and beside each a manifest that says what
 * is in it. A file is on disk and has been read back before it is spoken of.
 */
final class LineArchive {

    private static final int LEVEL = 9;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path directory;

    LineArchive(Path directory) {
        this.directory = directory;
    }

    /**
     * @param previous the hash before the lines
     * @param blocks   that have them
     * @throws NotAsReadException when the lines and the hashes that are kept of them do not agree
     */
    ArchivedLines write(Span span, byte[] previous, StoredBlocks blocks) throws SQLException, IOException, NotAsReadException {
        Files.createDirectories(directory);
        var file = "%s-%020d-%020d.jsonl.zst".formatted(span.name().replaceAll("[^A-Za-z0-9._-]", "_"), span.first(), span.end() - 1);
        var part = directory.resolve(file + ".part");
        var chain = new HashChain(previous);
        try (var channel = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
                var out = new ZstdOutputStream(Channels.newOutputStream(channel), LEVEL)) {
            out.setCloseFrameOnFlush(true);
            while (blocks.writeNext(out, chain)) {
                // The next one.
            }
            // Closing the stream closes the channel too, so what is on its way to the disk is waited for before.
            out.flush();
            channel.force(true);
        }
        var archived = readBack(part, new ArchivedLines(span.source(), span.name(), span.first(), span.end() - span.first(), previous, chain.head(), file, new byte[0]));
        Files.move(part, directory.resolve(file), StandardCopyOption.ATOMIC_MOVE);
        writeManifest(archived);
        try (var channel = FileChannel.open(directory)) {
            channel.force(true);
        }
        return archived;
    }

    /** @return the same with the hash of the file */
    private static ArchivedLines readBack(Path file, ArchivedLines expected) throws IOException {
        var sha256 = sha256();
        var chain = new HashChain(expected.previous());
        long lines = 0;
        try (var raw = new DigestInputStream(Files.newInputStream(file), sha256);
                var in = new BufferedInputStream(new ZstdInputStream(raw).setContinuous(false), 1 << 16)) {
            var line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b == '\n') {
                    chain.add(line.toByteArray(), 0, line.size());
                    line.reset();
                    lines++;
                } else {
                    line.write(b);
                }
            }
            raw.transferTo(OutputStream.nullOutputStream());
        }
        if (lines != expected.lines() || !Arrays.equals(chain.head(), expected.head())) {
            throw new IOException(file + " does not hold what was written to it");
        }
        return new ArchivedLines(expected.source(), expected.name(), expected.firstLine(), lines, expected.previous(), expected.head(), expected.file(),
                sha256.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void writeManifest(ArchivedLines archived) throws IOException {
        var hex = HexFormat.of();
        var manifest = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("source", archived.name(), "file", archived.file(),
                "first_line", archived.firstLine(), "last_line", archived.end() - 1, "lines", archived.lines(), "previous", hex.formatHex(archived.previous()),
                "head", hex.formatHex(archived.head()), "sha256", hex.formatHex(archived.sha256())));
        try (var channel = FileChannel.open(directory.resolve(archived.file().replace(".jsonl.zst", ".json")), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(StandardCharsets.UTF_8.encode(manifest + "\n"));
            channel.force(true);
        }
    }
}
