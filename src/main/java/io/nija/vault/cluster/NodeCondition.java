package io.nija.vault.cluster;

/** What a node is at the moment, the best first. */
public enum NodeCondition {

    /** It leads, and answers everything. */
    ACTIVE("Active"),
    /** It takes over when the active node is lost. */
    STANDBY("Standby"),
    SEALED("Sealed"),
    /** It has never been set up. */
    NOT_INITIALIZED("Not initialized"),
    UNREACHABLE("Unreachable");

    private final String label;

    NodeCondition(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether it can do what a node is for. */
    public boolean serves() {
        return this == ACTIVE || this == STANDBY;
    }
}
