package io.nija.vault.requests;

/** Who asks: the owner, or somebody else of the owner. */
public enum RequestSource {

    OWNER("Asked for by the owner"), SUPPORT("Asked for by support"), ADMIN("Asked for by an admin"), EXPIRY("The key expires"), BULK("Part of a bulk rotation");

    private final String label;

    RequestSource(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
