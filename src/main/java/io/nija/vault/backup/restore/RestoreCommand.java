package io.nija.vault.backup.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.ArchiveReader;
import io.nija.vault.backup.archive.Archives;
import io.nija.vault.backup.archive.Manifest;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.postgres.DatabaseFacts;
import io.nija.vault.backup.postgres.PostgresProperties;
import io.nija.vault.backup.settings.BackupSetup;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.vault.Terminal;
import io.nija.vault.vault.VaultProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;

/**
 * {@code restore} lists what is in the store; {@code restore NAME} verifies a backup and says what it is of; with {@code --key} it is
 * decrypted, too, as it would be to restore it; only with {@code --write} it takes the place of what Vault holds; and a database is
 * recovered with {@code --into} to any time into a new directory. Exits with 0 when
 * all is well, with 1 when anything is not, and with 2 when it was called in a wrong way.
 */
class RestoreCommand implements ApplicationRunner, ExitCodeGenerator {

    private final BackupSetup setup;
    private final ObjectProvider<VaultProperties> vault;
    private final PostgresProperties databases;
    private final Terminal terminal = new Terminal();
    private int exitCode;

    RestoreCommand(BackupSetup setup, ObjectProvider<VaultProperties> vault, PostgresProperties databases) {
        this.setup = setup;
        this.vault = vault;
        this.databases = databases;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        RestoreOptions options;
        try {
            options = RestoreOptions.of(arguments);
        } catch (BackupException e) {
            fail(e.getMessage(), 2);
            return;
        }
        try {
            var reader = setup.reader();
            if (options.list()) {
                list(reader);
            } else {
                restore(reader, options);
            }
        } catch (ConsoleException | Terminal.EndedException e) {
            fail("Nothing was restored. " + e.getMessage(), 1);
        } catch (IOException e) {
            fail("Nothing was restored. The store or a file did not work: " + Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName()), 1);
        }
    }

    private void list(ArchiveReader reader) throws IOException {
        for (var name : reader.names()) {
            System.out.println(name + "  " + words(reader, name));
        }
        System.out.println("Look at one with: restore NAME");
    }

    private static String words(ArchiveReader reader, String name) throws IOException {
        try {
            var manifest = reader.manifest(name);
            return manifest.kind() == BackupKind.VAULT_SNAPSHOT
                    ? "%,d bytes, %,d credentials, genuine".formatted(manifest.bytes(), manifest.counts().getOrDefault("credentials", 0L))
                    : "%,d bytes, any minute from %s on, genuine".formatted(manifest.bytes(), DatabaseFacts.of(manifest).stopped().truncatedTo(ChronoUnit.SECONDS));
        } catch (BackupException e) {
            return e.getMessage();
        }
    }

    private void restore(ArchiveReader reader, RestoreOptions options) throws IOException {
        var name = options.name() == null ? nearest(reader, options) : Archives.isName(options.name()) ? options.name() : base(reader, options);
        var manifest = reader.verify(name);
        describe(manifest);
        if (options.key() == null) {
            System.out.println("It is genuine and whole. To see whether a private key opens it, add --key=FILE");
        } else {
            var key = open(options.key());
            if (manifest.kind() == BackupKind.VAULT_SNAPSHOT) {
                new VaultRestore(setup.store(), reader, terminal, vault).run(manifest, options, key);
            } else {
                new DatabaseRestore(setup, databases).run(manifest, options, key);
            }
        }
    }

    private PrivateKey open(Path key) throws IOException {
        try (var in = Files.newInputStream(key)) {
            var passphrase = terminal.askHidden("Passphrase of the private key (empty for none):");
            return PrivateKey.of(in, passphrase.expose().isEmpty() ? null : passphrase);
        } catch (NoSuchFileException e) {
            throw new BackupException("There is no file " + key, e);
        }
    }

    /** The newest base backup of a database that can be recovered to the time. */
    private static String base(ArchiveReader reader, RestoreOptions options) throws IOException {
        var kind = Arrays.stream(BackupKind.values()).filter(one -> one != BackupKind.VAULT_SNAPSHOT && one.label().equals(options.name())).findFirst()
                .orElseThrow(() -> new BackupException("Name a backup, such as vault-20260131T093000Z, or a database, such as console-database, for its newest."));
        for (var name : reader.names().reversed()) {
            if (Archives.kind(name) == kind
                    && (options.to() == null || !DatabaseFacts.of(reader.manifest(name)).stopped().isAfter(options.to()))) {
                return name;
            }
        }
        throw new BackupException("There is no backup of %s%s.".formatted(kind.title(), options.to() == null ? "" : " from before " + options.to()));
    }

    /** Raft has snapshots only: nothing lies between two of them. */
    private static String nearest(ArchiveReader reader, RestoreOptions options) throws IOException {
        var name = reader.names().stream().filter(one -> Archives.kind(one) == BackupKind.VAULT_SNAPSHOT)
                .filter(one -> !Archives.began(one).isAfter(Objects.requireNonNull(options.before()))).reduce((one, later) -> later)
                .orElseThrow(() -> new BackupException("There is no snapshot of Vault from before %s.".formatted(options.before())));
        System.out.println("The nearest snapshot before %s is %s. There is nothing in between: raft storage has no archive of single changes."
                .formatted(options.before(), name));
        return name;
    }

    private static void describe(Manifest manifest) {
        System.out.println(manifest.name() + ", begun " + manifest.began() + ", ended " + manifest.ended());
        manifest.facts().entrySet().stream().filter(fact -> !fact.getKey().startsWith("canary-")).sorted(Map.Entry.comparingByKey())
                .forEach(fact -> System.out.println("  %-16s %s".formatted(fact.getKey(), fact.getValue())));
        manifest.counts().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(count -> System.out.println("  %-16s %,d".formatted(count.getKey(), count.getValue())));
        manifest.parts().forEach(part -> System.out.println("  %-16s %,d bytes".formatted(part.name(), part.bytes())));
        manifest.recipients().forEach(recipient -> System.out.println("  %-16s %s".formatted("opens to", recipient)));
    }

    private void fail(String message, int code) {
        System.err.println(message);
        exitCode = code;
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
