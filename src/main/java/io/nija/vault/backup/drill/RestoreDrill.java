package io.nija.vault.backup.drill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.archive.ArchiveReader;
import io.nija.vault.backup.archive.Lease;
import io.nija.vault.backup.archive.Manifest;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.store.BackupStore;

/** Takes a backup out of the store for a rehearsal, in a directory that is gone afterwards. Only what is genuine and whole gets there. */
final class RestoreDrill {

    private static final Duration LONGEST = Duration.ofHours(12);

    private final BackupStore store;
    private final ArchiveReader reader;
    private final PrivateKey key;
    private final Path directory;

    /** @param directory in which the rehearsal's own is made */
    RestoreDrill(BackupStore store, ArchiveReader reader, PrivateKey key, Path directory) {
        this.store = store;
        this.reader = reader;
        this.key = key;
        this.directory = directory;
    }

    /**
     * @param chosen is told of which backup it is, once that is known to be genuine
     * @throws BackupException when it cannot be restored
     */
    List<Check> run(String name, Rehearsal rehearsal, Steps steps, Consumer<Manifest> chosen) throws IOException {
        steps.begin("Looking at the manifest");
        try (var lease = Lease.take(store, name, LONGEST); var home = PrivateDirectory.in(directory)) {
            var manifest = reader.manifest(name);
            if (manifest.kind() != rehearsal.kind()) {
                throw new BackupException("The backup %s is of another kind.".formatted(name));
            }
            reader.requireItsFilesOnly(manifest);
            chosen.accept(manifest);
            return rehearsal.run(new Opened(reader, manifest, key), home.path(), steps);
        }
    }

    private record Opened(ArchiveReader reader, Manifest manifest, PrivateKey key) implements Rehearsal.Archive {

        @Override
        public void extract(String part, Path to) throws IOException {
            reader.extract(manifest, part, key, to);
        }
    }
}
