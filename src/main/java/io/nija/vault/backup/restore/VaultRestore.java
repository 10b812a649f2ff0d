package io.nija.vault.backup.restore;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.archive.ArchiveReader;
import io.nija.vault.backup.archive.Lease;
import io.nija.vault.backup.archive.Manifest;
import io.nija.vault.backup.drill.SnapshotFile;
import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.store.BackupStore;
import io.nija.vault.base.SecretValue;
import io.nija.vault.vault.SnapshotRestore;
import io.nija.vault.vault.SnapshotRestore.Target;
import io.nija.vault.vault.Terminal;
import io.nija.vault.vault.VaultException;
import io.nija.vault.vault.VaultProperties;
import org.springframework.beans.factory.ObjectProvider;

/** Restores a snapshot into a running Vault, once somebody has typed the name of the cluster whose data it takes the place of. */
final class VaultRestore {

    private static final String SNAPSHOT = "vault.snap";
    private static final String SHAMIR = "shamir";
    private static final Duration LEASE = Duration.ofHours(12);
    private static final Duration TO_COME_UP = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final BackupStore store;
    private final ArchiveReader reader;
    private final Terminal terminal;
    private final ObjectProvider<VaultProperties> vault;

    VaultRestore(BackupStore store, ArchiveReader reader, Terminal terminal, ObjectProvider<VaultProperties> vault) {
        this.store = store;
        this.reader = reader;
        this.terminal = terminal;
        this.vault = vault;
    }

    /** @throws BackupException with why nothing was restored */
    void run(Manifest manifest, RestoreOptions options, PrivateKey key) throws IOException {
        if (options.to() != null || options.into() != null) {
            throw new BackupException("Raft storage has snapshots only: --to and --into are for databases.");
        }
        try (var lease = Lease.take(store, manifest.name(), LEASE)) {
            var index = new AtomicLong();
            reader.read(manifest, SNAPSHOT, key, content -> index.set(SnapshotFile.check(content)));
            System.out.println("The key opens it, and it is a snapshot of Vault up to the change %,d of its storage.".formatted(index.get()));
            if (options.write()) {
                restore(manifest, key, options.force());
            } else {
                System.out.println("Nothing was restored. To put it in place of all that Vault holds, add --write");
            }
        }
    }

    private void restore(Manifest manifest, PrivateKey key, boolean force) throws IOException {
        var properties = vault.getObject();
        var token = properties.token() != null ? SecretValue.of(properties.token()) : terminal.askHidden("Token of Vault that may restore:");
        if (token.expose().isEmpty()) {
            throw new BackupException("Without a token Vault does not restore.");
        }
        try (var restore = new SnapshotRestore(properties, token)) {
            var target = restore.target();
            requireFit(target, manifest, force);
            confirm(target, manifest);
            restore.restore(target, manifest.part(SNAPSHOT).contentBytes(), out -> send(manifest, key, out), force && target.seal().equals(SHAMIR));
            System.out.println("Vault has taken the snapshot.");
            awaitServing(restore, manifest);
        }
        System.out.println(NextSteps.after(manifest));
    }

    /** Decrypts it once more: in between it lies nowhere in the clear, so that nothing is left when this is ended in the middle. */
    private void send(Manifest manifest, PrivateKey key, OutputStream to) throws IOException {
        try {
            reader.read(manifest, SNAPSHOT, key, content -> content.transferTo(to));
        } catch (BackupException e) {
            throw new BackupException("In the store it has become another one since it was verified, and Vault was not sent all of it. " + e.getMessage(), e);
        }
    }

    private static void requireFit(Target target, Manifest manifest, boolean force) {
        if (!target.active()) {
            throw new BackupException("The Vault at %s does not serve: it is sealed, not initialised, or follows a leader that cannot be reached.".formatted(target.node()));
        }
        if (!force && !target.cluster().equals(manifest.facts().get("cluster"))) {
            throw new BackupException("The Vault at %s is another cluster than the one that was backed up. If it is a new one, to take its place, add --force"
                    .formatted(target.node()));
        }
    }

    private void confirm(Target target, Manifest manifest) {
        terminal.say("""
                All that the Vault at %s (%s) holds is replaced by what it held at %s.
                What was written, revoked or changed since then is gone from it. Everybody has to sign in again."""
                .formatted(target.node(), target.name(), manifest.began().truncatedTo(ChronoUnit.SECONDS)));
        var typed = terminal.ask("Type the name of the cluster, %s, to do it:".formatted(target.name()));
        if (!typed.equals(target.name())) {
            throw new BackupException("“%s” is not its name.".formatted(typed));
        }
    }

    private static void awaitServing(SnapshotRestore restore, Manifest manifest) {
        long deadline = System.nanoTime() + TO_COME_UP.toNanos();
        while (true) {
            try {
                var now = restore.target();
                if (now.active() && now.cluster().equals(manifest.facts().get("cluster"))) {
                    System.out.println("It serves again, as the cluster %s.".formatted(now.name()));
                    return;
                }
                if (now.sealed() && now.seal().equals(SHAMIR)) {
                    System.out.println("It is sealed: unseal each node with the shares of the key that it had when it was backed up (bao operator unseal).");
                    return;
                }
            } catch (VaultException e) {
                // It answers nothing while it changes over.
            }
            if (System.nanoTime() > deadline) {
                System.out.println("It does not serve yet. Its own log says why.");
                return;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
