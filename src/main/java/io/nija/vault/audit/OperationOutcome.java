package io.nija.vault.audit;

/** How an operation ended. */
public enum OperationOutcome {

    DONE("done"),
    /** There was nothing there, or it is deleted. */
    NOT_FOUND("not found"),
    DENIED("denied"),
    FAILED("failed"),
    /** There is no record of an answer: it is still on its way, or whoever should have written it was ended. */
    UNANSWERED("unanswered");

    private final String label;

    OperationOutcome(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
