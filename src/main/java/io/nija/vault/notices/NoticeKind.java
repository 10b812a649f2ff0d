package io.nija.vault.notices;

/** What a notice is about. People choose by kind how they want to be told. */
public enum NoticeKind {

    /** A request was opened for somebody, or its state changed. */
    REQUEST("Your requests"),
    /** Somebody wrote in the conversation of a request. */
    MESSAGE("Messages about your requests"),
    /** A request came into the queue, or one in it wants something of its reader. */
    QUEUE("The queue of requests"),
    /** Somebody asks for a second person's approval. */
    APPROVAL("Approvals that are asked of you"),
    /** A request is past its service level. */
    OVERDUE("Requests past their service level"),
    /** A key expires, or has. */
    EXPIRY("Keys that expire");

    private final String label;

    NoticeKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
