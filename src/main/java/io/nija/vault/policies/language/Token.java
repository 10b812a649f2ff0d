package io.nija.vault.policies.language;

/**
 * A piece of a policy text.
 *
 * @param text what it means: without quotes, and with escapes resolved
 * @param line counted from 1
 */
record Token(Kind kind, String text, int line) {

    enum Kind {
        WORD, STRING, NUMBER, SIGN, END
    }

    boolean is(char sign) {
        return kind == Kind.SIGN && text.charAt(0) == sign;
    }
}
