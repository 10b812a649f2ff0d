package io.nija.vault.requests;

/** How soon it matters. The service level of each is a setting. */
public enum Urgency {

    URGENT("Urgent"), HIGH("High"), NORMAL("Normal"), LOW("Low");

    private final String label;

    Urgency(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
