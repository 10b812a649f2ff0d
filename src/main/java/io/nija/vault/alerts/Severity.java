package io.nija.vault.alerts;

/** How bad an alert is, the worst first. */
public enum Severity {

    /** People cannot work, or the promise is broken: somebody has to look now. */
    CRITICAL("Critical"),
    /** It will get worse unless somebody looks today. */
    WARNING("Warning"),
    /** Good to know. */
    INFO("Info");

    private final String label;

    Severity(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
