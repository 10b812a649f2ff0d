package io.nija.vault.backup.drill;

/** What has come of a restore drill. */
public enum DrillState {

    /** It waits for a console that can do it. */
    ASKED("Waiting"),
    RUNNING("Running"),
    /** The backup was restored, and all was there. */
    PASSED("Passed"),
    FAILED("Failed");

    private final String label;

    DrillState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public boolean isOpen() {
        return this == ASKED || this == RUNNING;
    }
}
