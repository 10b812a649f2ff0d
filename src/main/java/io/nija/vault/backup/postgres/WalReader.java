package io.nija.vault.backup.postgres;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPInputStream;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.openpgp.Signers;

/** Takes WAL out of an archive, and believes nothing that is not signed. */
public final class WalReader {

    private static final int LARGEST_HISTORY = 1 << 20;
    private static final int LARGEST_SIGNATURE = 1 << 16;

    private final WalArchive archive;
    private final Signers signers;
    private final PrivateKey key;

    public WalReader(WalArchive archive, Signers signers, PrivateKey key) {
        this.archive = archive;
        this.signers = signers;
        this.key = key;
    }

    /**
     * Fetches, decrypts and verifies a segment.
     *
     * @param to a new file, which holds it compressed
     * @return when it was archived
     * @throws BackupException when it is missing, damaged, another one, or not genuine; nothing is left at the place then
     */
    public Instant segment(WalSegment segment, Path to) throws IOException {
        var content = read(segment.name(), to, segment.size());
        try {
            WalHeader.check(content.bytes(), segment, archive.systemIdentifier());
        } catch (BackupException e) {
            Files.deleteIfExists(to);
            throw e;
        }
        return content.signed();
    }

    /** @param to a new file, which holds it compressed */
    public TimelineHistory history(int timeline, Path to) throws IOException {
        var content = read(TimelineHistory.name(timeline), to, LARGEST_HISTORY);
        return TimelineHistory.of(timeline, new String(content.bytes(), StandardCharsets.UTF_8));
    }

    private record Content(byte[] bytes, Instant signed) {
    }

    private Content read(String name, Path to, int most) throws IOException {
        byte[] sealed;
        String proof;
        try (var in = archive.store().read(archive.sealed(name)); var signature = archive.store().read(archive.signature(name))) {
            sealed = in.readNBytes(2 * most);
            proof = new String(signature.readNBytes(LARGEST_SIGNATURE), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            throw new BackupException("%s is missing from the WAL archive.".formatted(name), e);
        }
        try {
            var packed = new ByteArrayOutputStream(sealed.length);
            key.decrypt(new ByteArrayInputStream(sealed), packed);
            var content = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray())).readNBytes(most + 1);
            var made = signers.examine(content, proof).made();
            Files.write(to, packed.toByteArray());
            return new Content(content, made);
        } catch (BackupException | IOException e) {
            Files.deleteIfExists(to);
            throw new BackupException("%s in the WAL archive is damaged or not genuine: %s".formatted(name, e.getMessage()), e);
        }
    }
}
