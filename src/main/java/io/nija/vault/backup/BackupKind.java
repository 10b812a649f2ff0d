package io.nija.vault.backup;

/** What a backup is of. */
public enum BackupKind {

    /** Vault on raft storage: a snapshot. */
    VAULT_SNAPSHOT("vault"),
    /** Vault's storage on PostgreSQL: a base backup, to which the WAL archive adds any later minute. */
    VAULT_DATABASE("vault-database"),
    /** The console's own database: a base backup, to which the WAL archive adds any later minute. */
    CONSOLE_DATABASE("console-database");

    private final String label;

    BackupKind(String label) {
        this.label = label;
    }

    /** How the names of its backups begin: small letters and dashes. */
    public String label() {
        return label;
    }
}
