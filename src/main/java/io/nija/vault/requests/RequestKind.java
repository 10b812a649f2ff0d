package io.nija.vault.requests;

/** What is asked for. All but the first are sensitive: they need a second person's approval. */
public enum RequestKind {

    ROTATION("Rotation", false),
    /** The person has lost the means by which they usually prove who they are. */
    ROTATION_AFTER_CHECK("Rotation after an identity check", true),
    EARLY_REVOCATION("Early revocation", true),
    DESTRUCTION("Destruction for good", true),
    /** Of many people's keys, after a leak. It opens a rotation for each of them. */
    BULK_ROTATION("Bulk rotation after a leak", true);

    private final String label;
    private final boolean sensitive;

    RequestKind(String label, boolean sensitive) {
        this.label = label;
        this.sensitive = sensitive;
    }

    public String label() {
        return label;
    }

    public boolean sensitive() {
        return sensitive;
    }
}
