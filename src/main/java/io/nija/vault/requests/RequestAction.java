package io.nija.vault.requests;

/** What a person can do with a request, as far as its state and they themselves allow. */
public enum RequestAction {

    /** For the staff, but not for the owner's own request. */
    CLAIM,
    /** For whoever has claimed it, and admins. */
    RELEASE,
    /** For whoever has claimed it, and admins. */
    HAND_OVER,
    /** The claimer asks the owner something. */
    ASK_OWNER,
    /** The claimer lets the owner do it; a sensitive kind needs an approval first. */
    MAKE_READY,
    /** The claimer takes that back. */
    WITHDRAW,
    REJECT,
    /** For whoever asked for it, and the owner. */
    CANCEL,
    WRITE,
    /** Notes of the staff. */
    NOTE,
    ASK_FOR_APPROVAL,
    /** For a second person of the staff: neither the owner, nor who asked, nor the claimer. */
    DECIDE,
    /** The owner does it now. */
    COMPLETE
}
