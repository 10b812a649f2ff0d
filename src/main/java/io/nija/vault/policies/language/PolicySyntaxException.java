package io.nija.vault.policies.language;

/** A policy text that cannot be read. The message says what is wrong, and where. */
public final class PolicySyntaxException extends RuntimeException {

    PolicySyntaxException(int line, String problem) {
        super("Line " + line + ": " + problem);
    }
}
