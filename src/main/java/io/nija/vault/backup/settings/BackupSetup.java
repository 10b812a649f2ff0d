package io.nija.vault.backup.settings;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.archive.ArchiveReader;
import io.nija.vault.backup.archive.ArchiveWriter;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.openpgp.Recipients;
import io.nija.vault.backup.openpgp.Signers;
import io.nija.vault.backup.store.BackupStore;
import io.nija.vault.backup.store.FolderStore;
import io.nija.vault.backup.store.S3Store;
import io.nija.vault.base.SecretValue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The store and the keys as they are set. Key files are read each time, so that one that was replaced counts at the next backup.
 * What is missing or cannot be used is said by {@link BackupException}.
 */
@Component
public class BackupSetup implements AutoCloseable {

    private static final String CONSOLE = Optional.ofNullable(BackupSetup.class.getPackage().getImplementationVersion()).orElse("development");

    private final BackupProperties properties;
    private final @Nullable BackupStore store;

    BackupSetup(BackupProperties properties) {
        this.properties = properties;
        store = properties.folder() != null ? new FolderStore(properties.folder()) : properties.s3() != null ? new S3Store(properties.s3()) : null;
    }

    /** What is to be set before anything can be backed up, in a sentence for an admin; empty when nothing is missing. */
    public Optional<String> missing() {
        var names = new ArrayList<String>();
        if (store == null) {
            names.add("BACKUP_FOLDER or BACKUP_S3_BUCKET");
        }
        if (properties.recipients().isEmpty()) {
            names.add("BACKUP_RECIPIENTS");
        }
        if (properties.signingKey() == null) {
            names.add("BACKUP_SIGNING_KEY");
        }
        return names.isEmpty() ? Optional.empty() : Optional.of("Set " + String.join(" and ", names) + ", and start the console again.");
    }

    public BackupStore store() {
        if (store == null) {
            throw new BackupException("There is no store for backups. " + missing().orElseThrow());
        }
        return store;
    }

    public Recipients recipients() {
        return read("recipients of backups", properties.recipients(), Recipients::of);
    }

    public PrivateKey signer() {
        var file = properties.signingKey();
        if (file == null) {
            throw new BackupException("There is no key to sign backups with. " + missing().orElseThrow());
        }
        var passphrase = properties.signingPassphrase();
        return read("signing key of backups", List.of(file), in -> PrivateKey.of(in, passphrase == null ? null : SecretValue.of(passphrase)));
    }

    /** Whose signature makes a backup genuine: that of the own signing key, if there is one, and those of the further certificates. */
    public Signers signers() {
        if (properties.signingKey() == null && properties.signers().isEmpty()) {
            throw new BackupException("Genuine backups cannot be told from others. Set BACKUP_SIGNERS to the file with the certificate of the key that signs them.");
        }
        var own = properties.signingKey() == null ? "" : signer().certificate();
        return read("signers of backups", properties.signers(), in -> Signers.of(
                new SequenceInputStream(new ByteArrayInputStream(own.getBytes(StandardCharsets.US_ASCII)), in)));
    }

    public ArchiveWriter writer() {
        return new ArchiveWriter(store(), recipients(), signer(), CONSOLE);
    }

    public ArchiveReader reader() {
        return new ArchiveReader(store(), signers());
    }

    @Override
    public void close() {
        if (store instanceof S3Store connected) {
            connected.close();
        }
    }

    private interface Reading<T> {

        T from(InputStream in);
    }

    private static <T> T read(String what, List<Path> files, Reading<T> reading) {
        var all = new ArrayList<InputStream>();
        for (var file : files) {
            try {
                all.add(new ByteArrayInputStream(Files.readAllBytes(file)));
            } catch (IOException e) {
                throw new BackupException("The file of the %s cannot be read: %s".formatted(what, file), e);
            }
        }
        return reading.from(new SequenceInputStream(Collections.enumeration(all)));
    }
}
