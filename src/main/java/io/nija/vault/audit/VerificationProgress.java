package io.nija.vault.audit;

/** Follows a verification, and may end it. Called from the thread that verifies. */
public interface VerificationProgress {

    /** How many lines are done, of how many. */
    void at(long done, long all);

    /** Whether it is to stop here. */
    boolean isCancelled();
}
