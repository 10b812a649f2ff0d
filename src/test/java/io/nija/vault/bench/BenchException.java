package io.nija.vault.bench;

/** A benchmark cannot go on; the message is for whoever started it. */
final class BenchException extends RuntimeException {

    BenchException(String message) {
        super(message);
    }
}
