package io.nija.vault.audit;

/** What the console puts on record itself. */
public enum ConsoleAction {

    /** A program got the values of a key without Vault being asked. */
    CACHED_READ("cached-read"),
    SIGN_IN("sign-in"),
    SIGN_OUT("sign-out"),
    /** A person was signed in until their web session ended without them. */
    SESSION_END("session-end"),
    /** Somebody who is signed in proved once more who they are. */
    STEP_UP("step-up"),
    /** A value was handed out to be looked at or copied. */
    REVEAL("reveal"),
    EXPORT("export"),
    /** Somebody of the staff looked at what keys a person has. */
    LOOK_UP("look-up"),
    /** A link for completing a request was brought. */
    OPEN_LINK("open-link"),
    ADD("add"),
    ROTATE("rotate"),
    ROLL_BACK("roll-back"),
    REVOKE("revoke"),
    RESTORE("restore"),
    DESTROY("destroy"),
    /** An alert was taken on. */
    ACKNOWLEDGE("acknowledge"),
    /** An alert was given back. */
    RELEASE("release"),
    /** Mail and webhook are not told of some alerts for a while. */
    SILENCE("silence"),
    END_SILENCE("end-silence"),
    /** A letter that was given up is sent once more. */
    SEND_AGAIN("send-again"),
    /** An admin said how old keys may get. */
    EXPIRY_RULE("expiry-rule"),
    BACK_UP("back-up"),
    CANCEL_BACKUP("cancel-backup"),
    /** A backup is read back from the store. */
    VERIFY_BACKUP("verify-backup"),
    REMOVE_BACKUP("remove-backup"),
    /** A restore drill was asked for. */
    DRILL("drill"),
    /** One that was asked for, and that no console had begun, is not to be done. */
    WITHDRAW_DRILL("withdraw-drill");

    private final String word;

    ConsoleAction(String word) {
        this.word = word;
    }

    /** As records and searches have it, sixteen letters at most. */
    public String word() {
        return word;
    }
}
