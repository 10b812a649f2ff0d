package io.nija.vault.backup;

/** What has come of a backup. Only {@link #GOOD} ones are backups to rely on. */
public enum BackupState {

    RUNNING("Running"),
    /** Read back whole from the store, and the same as what was written. */
    GOOD("Good"),
    /** In the store with a genuine signature, and not read back yet. */
    FOUND("Not verified"),
    /** It did not come about. */
    FAILED("Failed"),
    CANCELLED("Cancelled"),
    /** In the store, and not what was written. */
    DAMAGED("Damaged"),
    /** Removed when its time was over, or by an admin. */
    REMOVED("Removed"),
    /** It was good, and is not in the store any more, though the console has not removed it. */
    MISSING("Missing");

    private final String label;

    BackupState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether something of it is in the store that can be verified or removed. */
    public boolean isStored() {
        return this == GOOD || this == FOUND || this == DAMAGED;
    }
}
