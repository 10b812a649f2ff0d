package io.nija.vault.delivery;

/** A way to reach people who are not looking. */
public enum Channel {

    MAIL("mail"), WEBHOOK("webhook");

    private final String label;

    Channel(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
