package io.nija.vault.backup.postgres.recovery;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.zip.GZIPInputStream;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.archive.ArchiveReader;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.postgres.DatabaseFacts;
import io.nija.vault.backup.postgres.TimelineHistory;
import io.nija.vault.backup.postgres.WalReader;
import io.nija.vault.backup.postgres.WalSegment;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The private directory of a recovery: {@code data}, which becomes the server's data directory; {@code wal}, the WAL that it needs,
 * compressed; {@code server}, settings of its own and its log.
 */
final class RecoveryDirectory {

    private final Path root;

    private RecoveryDirectory(Path root) {
        this.root = root;
    }

    /** @throws BackupException when there is something already, or its path has characters that a command would take for its own */
    static RecoveryDirectory create(Path directory) throws IOException {
        var root = directory.toAbsolutePath().normalize();
        if (!root.toString().matches("[A-Za-z0-9/._-]+")) {
            throw new BackupException("The path %s has other characters than letters, digits, dots and dashes. Recover to another place.".formatted(root));
        }
        if (Files.exists(root)) {
            try (var there = Files.list(root)) {
                if (there.findAny().isPresent()) {
                    throw new BackupException("%s is not empty. Recover to a new directory.".formatted(root));
                }
            }
        }
        var recovery = new RecoveryDirectory(root);
        for (var each : new Path[] {root, recovery.data(), recovery.wal(), recovery.server()}) {
            Files.createDirectories(each);
            Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwx------"));
        }
        return recovery;
    }

    Path data() {
        return root.resolve("data");
    }

    Path wal() {
        return root.resolve("wal");
    }

    Path server() {
        return root.resolve("server");
    }

    /** Fetches the base backup, verifies, decrypts and unpacks it. */
    void unpack(ArchiveReader archives, RecoveryPlan plan, PrivateKey key) throws IOException {
        var packed = root.resolve(DatabaseFacts.PART);
        archives.extract(plan.base(), DatabaseFacts.PART, key, packed);
        try (var tar = new TarArchiveInputStream(new BufferedInputStream(new GZIPInputStream(Files.newInputStream(packed), 1 << 16), 1 << 16))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = data().resolve(entry.getName()).normalize();
                if (!path.startsWith(data()) || !entry.isDirectory() && !entry.isFile()) {
                    throw new BackupException("The base backup holds what cannot be part of one: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
                } else {
                    Files.copy(tar, path);
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
                }
            }
        } finally {
            Files.deleteIfExists(packed);
        }
        requireSameServer(plan);
        // What was set in the server must not reach out of here: archives, addresses, programs.
        var set = data().resolve("postgresql.auto.conf");
        if (Files.exists(set)) {
            Files.move(set, data().resolve("postgresql.auto.conf.before-recovery"));
        }
        Files.createFile(set);
    }

    private void requireSameServer(RecoveryPlan plan) throws IOException {
        var control = Files.readAllBytes(data().resolve("global").resolve("pg_control"));
        var identifier = Long.toUnsignedString(ByteBuffer.wrap(control).order(ByteOrder.LITTLE_ENDIAN).getLong());
        if (!identifier.equals(plan.facts().systemIdentifier())) {
            throw new BackupException("The backup %s holds the data of another server (%s) than it says (%s)."
                    .formatted(plan.base().name(), identifier, plan.facts().systemIdentifier()));
        }
    }

    /** The first timeline has none. */
    void history(WalReader reader, int timeline) throws IOException {
        if (timeline > 1) {
            reader.history(timeline, wal().resolve(TimelineHistory.name(timeline) + ".gz"));
        }
    }

    /** @return when it was archived */
    Instant segment(WalReader reader, WalSegment segment) throws IOException {
        return reader.segment(segment, wal().resolve(segment.name() + ".gz"));
    }
}
