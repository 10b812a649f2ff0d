package io.nija.vault.bench;

/** What is going on, on standard error: the results alone are on standard output. */
final class Progress {

    private Progress() {
    }

    static void say(String format, Object... arguments) {
        System.err.println("vault-console: " + format.formatted(arguments));
    }
}
