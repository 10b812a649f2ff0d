package io.nija.vault.gateway.limit;

import io.nija.vault.base.ConsoleException;

/** A limit is used up. */
public class TooManyRequestsException extends ConsoleException {

    private final Allowance allowance;

    public TooManyRequestsException(Allowance allowance) {
        super("Too many requests: " + allowance.quota() + " keys in " + allowance.window().toSeconds()
                + " seconds are allowed for one " + allowance.policy() + ". Try again later.");
        this.allowance = allowance;
    }

    public Allowance allowance() {
        return allowance;
    }
}
