package io.nija.vault.backup;

/** What a backup is of. */
public enum BackupKind {

    /** Vault on raft storage: a snapshot. */
    VAULT_SNAPSHOT("vault", "Vault"),
    /** Vault's storage on PostgreSQL: a base backup, to which the WAL archive adds any later minute. */
    VAULT_DATABASE("vault-database", "Vault's database"),
    /** The console's own database: a base backup, to which the WAL archive adds any later minute. */
    CONSOLE_DATABASE("console-database", "the console's database");

    private final String label;
    private final String title;

    BackupKind(String label, String title) {
        this.label = label;
        this.title = title;
    }

    /** How the names of its backups begin: small letters and dashes. */
    public String label() {
        return label;
    }

    /** Of what, for people, in the middle of a sentence. */
    public String title() {
        return title;
    }
}
