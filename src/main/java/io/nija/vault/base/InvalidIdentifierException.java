package io.nija.vault.base;

/**
 * An identifier is outside its allow-list. The message names the rule, never the value: a hostile value has no business
 * in a log or on a page.
 */
public class InvalidIdentifierException extends IllegalArgumentException {

    private final String field;

    public InvalidIdentifierException(String field, String rule) {
        super("The " + field + " must be " + rule + ".");
        this.field = field;
    }

    /** Which identifier was refused, in words for a person: "user id", "broker", "key name". */
    public String field() {
        return field;
    }
}
