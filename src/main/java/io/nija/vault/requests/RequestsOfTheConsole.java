package io.nija.vault.requests;

import java.util.OptionalLong;

import io.nija.vault.base.CredentialId;

/** Requests that the console opens by itself, for its other parts. */
public interface RequestsOfTheConsole {

    /**
     * Asks the owner of a key that expires to rotate it: it is their turn at once, and they are told. In a transaction of its own, or the
     * caller's.
     *
     * @param reason in a line of 200 characters at most
     * @return its number; empty when there is a live one for the key already, or no such key in use
     * @throws org.springframework.dao.DataAccessException when the database does not answer
     */
    OptionalLong openForExpiry(CredentialId key, Urgency urgency, String reason);
}
