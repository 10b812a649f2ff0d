package io.nija.vault.backup.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.openpgp.Signers;
import io.nija.vault.backup.store.BackupStore;

/** Reads backups and believes nothing that is not signed. */
public final class ArchiveReader {

    private static final int LARGEST_MANIFEST = 4 << 20;

    private final BackupStore store;
    private final Signers signers;

    public ArchiveReader(BackupStore store, Signers signers) {
        this.store = store;
        this.signers = signers;
    }

    /** The names of the backups with a signature, genuine or not, in ascending order. */
    public List<String> names() throws IOException {
        return store.list(Archives.FOLDER).stream().map(BackupStore.Stored::path).filter(path -> path.endsWith("/" + Archives.MANIFEST + ".asc"))
                .map(path -> path.split("/")[1]).filter(Archives::isName).toList();
    }

    /**
     * The manifest, if it is genuine and that of this backup.
     *
     * @throws BackupException     when there is no such backup or it was tampered with
     * @throws IOException when the store does not answer
     */
    public Manifest manifest(String name) throws IOException {
        byte[] json;
        String signature;
        try {
            json = small(Archives.manifest(name));
            signature = new String(small(Archives.signature(name)), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            throw new BackupException("There is no backup %s, or it was never finished.".formatted(name), e);
        }
        signers.verify(json, signature);
        var manifest = Manifest.of(json);
        if (!manifest.name().equals(name)) {
            throw new BackupException("In place of the backup %s there is %s.".formatted(name, manifest.name()));
        }
        return manifest;
    }

    /**
     * Reads all of a backup back from the store and compares it with its manifest, encrypted as it is.
     *
     * @return its genuine manifest
     * @throws BackupException when a part is missing, damaged or another one
     */
    public Manifest verify(String name) throws IOException {
        return verify(name, none -> { });
    }

    /**
     * The same.
     *
     * @param progress is told how many bytes have been read back; what it throws ends it
     */
    public Manifest verify(String name, Progress progress) throws IOException {
        var manifest = manifest(name);
        requireItsFilesOnly(manifest);
        long before = 0;
        for (var part : manifest.parts()) {
            long so = before;
            copy(manifest, part, OutputStream.nullOutputStream(), bytes -> progress.at(so + bytes));
            before += part.bytes();
        }
        return manifest;
    }

    /** @throws BackupException when there is a file with it that it does not know of, or one of its own is missing */
    public void requireItsFilesOnly(Manifest manifest) throws IOException {
        var known = manifest.parts().stream().map(part -> Archives.part(manifest.name(), part.name())).collect(Collectors.toSet());
        known.addAll(List.of(Archives.manifest(manifest.name()), Archives.signature(manifest.name())));
        for (var file : store.list(Archives.folder(manifest.name()))) {
            if (!known.remove(file.path())) {
                throw new BackupException("With the backup %s there is a file that it does not know of: %s".formatted(manifest.name(), file.path()));
            }
        }
        if (!known.isEmpty()) {
            throw new BackupException("Of the backup %s there is missing: %s".formatted(manifest.name(), String.join(", ", known)));
        }
    }

    /**
     * Fetches, verifies and decrypts a part. Nothing is left at the place when it fails.
     *
     * @param to a new file; its folder should be private
     */
    public void extract(Manifest manifest, String name, PrivateKey key, Path to) throws IOException {
        var part = manifest.part(name);
        var sealed = Files.createTempFile(to.toAbsolutePath().getParent(), ".part", ".gpg");
        try {
            try (var out = Files.newOutputStream(sealed)) {
                copy(manifest, part, out, none -> { });
            }
            var clear = new Measured();
            try (var in = Files.newInputStream(sealed); var out = Files.newOutputStream(to)) {
                key.decrypt(in, clear.on(out));
                requireBackedUp(manifest, part, clear);
            } catch (BackupException | IOException e) {
                Files.deleteIfExists(to);
                throw e;
            }
        } finally {
            Files.deleteIfExists(sealed);
        }
    }

    /**
     * Fetches, decrypts and verifies a part on its way to the reader, with nothing of it on disk. What the reader was given counts for
     * nothing when this throws: whether it is what was backed up is known at its end.
     *
     * @throws BackupException when it is not
     */
    public void read(Manifest manifest, String name, PrivateKey key, PrivateKey.Reader reader) throws IOException {
        var part = manifest.part(name);
        var sealed = new Measured();
        var clear = new Measured();
        try (var in = sealed.of(open(manifest, part))) {
            key.decrypt(in, content -> {
                var measured = clear.of(content);
                reader.read(measured);
                measured.transferTo(OutputStream.nullOutputStream());
            });
            in.transferTo(OutputStream.nullOutputStream());
        }
        requireStored(manifest, part, sealed);
        requireBackedUp(manifest, part, clear);
    }

    private void copy(Manifest manifest, Manifest.Part part, OutputStream to, Progress progress) throws IOException {
        var sealed = new Measured();
        try (var in = open(manifest, part)) {
            in.transferTo(sealed.on(to, progress::at));
        }
        requireStored(manifest, part, sealed);
    }

    private static void requireStored(Manifest manifest, Manifest.Part part, Measured sealed) {
        if (sealed.bytes() != part.bytes() || !sealed.sha256().equals(part.sha256())) {
            throw new BackupException("The part %s of the backup %s is damaged: it is not what was stored.".formatted(part.name(), manifest.name()));
        }
    }

    private static void requireBackedUp(Manifest manifest, Manifest.Part part, Measured clear) {
        if (clear.bytes() != part.contentBytes() || !clear.sha256().equals(part.contentSha256())) {
            throw new BackupException("The content of %s of the backup %s is not what was backed up.".formatted(part.name(), manifest.name()));
        }
    }

    private InputStream open(Manifest manifest, Manifest.Part part) throws IOException {
        try {
            return store.read(Archives.part(manifest.name(), part.name()));
        } catch (NoSuchFileException e) {
            throw new BackupException("The part %s of the backup %s is missing.".formatted(part.name(), manifest.name()), e);
        }
    }

    private byte[] small(String path) throws IOException {
        try (var in = store.read(path)) {
            var bytes = in.readNBytes(LARGEST_MANIFEST + 1);
            if (bytes.length > LARGEST_MANIFEST) {
                throw new BackupException("The file %s is far too large to be what it should be.".formatted(path));
            }
            return bytes;
        }
    }
}
