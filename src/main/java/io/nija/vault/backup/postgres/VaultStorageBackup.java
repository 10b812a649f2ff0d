package io.nija.vault.backup.postgres;

import java.io.IOException;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.BackupSource;
import io.nija.vault.backup.archive.Manifest;
import io.nija.vault.backup.ledger.VaultContents;
import io.nija.vault.vault.VaultException;
import org.jspecify.annotations.Nullable;

/**
 * A server that holds Vault's storage: what a restored Vault is compared with, and then the server's backup. A Vault that cannot be asked
 * is no reason to be without a backup of its storage: the manifest says then why there is nothing to compare with.
 */
public final class VaultStorageBackup implements BackupSource {

    private static final String STORAGE = "postgresql";
    private static final String DATABASE_FACT = "vault-storage";
    private static final String MISSING_FACT = "not-comparable";

    private final BackupSource server;
    private final @Nullable String database;
    private final VaultContents contents;

    /**
     * @param server   the backup of the server
     * @param database of Vault's storage; null when the backup is of that database
     */
    public VaultStorageBackup(BackupSource server, @Nullable String database, VaultContents contents) {
        this.server = server;
        this.database = database;
        this.contents = contents;
    }

    @Override
    public BackupKind kind() {
        return server.kind();
    }

    @Override
    public @Nullable String missing() {
        return server.missing();
    }

    @Override
    public void take(Parts parts) throws IOException {
        if (database != null) {
            parts.fact(DATABASE_FACT, database);
        }
        addContents(parts);
        server.take(parts);
    }

    private void addContents(Parts parts) throws IOException {
        VaultContents.Opening opening;
        try {
            opening = contents.open(parts);
        } catch (BackupException | VaultException e) {
            parts.fact(MISSING_FACT, e.getMessage());
            return;
        }
        var storage = opening.leader().storage();
        if (storage.equals(STORAGE)) {
            contents.addTo(parts, opening);
        } else {
            parts.fact(MISSING_FACT, "Vault's storage is %s, and not PostgreSQL.".formatted(storage));
        }
    }

    /** The database in the backup that holds Vault's storage, by its manifest; null when it holds none. */
    public static @Nullable String database(Manifest manifest) {
        return manifest.kind() == BackupKind.VAULT_DATABASE ? DatabaseFacts.of(manifest).database() : manifest.facts().get(DATABASE_FACT);
    }

    /** Why the backup has nothing to compare a restored Vault with; null when it says nothing of that. */
    public static @Nullable String notComparable(Manifest manifest) {
        return manifest.facts().get(MISSING_FACT);
    }
}
