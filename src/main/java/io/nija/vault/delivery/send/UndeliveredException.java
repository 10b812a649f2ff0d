package io.nija.vault.delivery.send;

/** A letter did not arrive. The text is for people and holds no secret. */
class UndeliveredException extends Exception {

    UndeliveredException(String message, Throwable cause) {
        super(message, cause);
    }

    UndeliveredException(String message) {
        super(message);
    }
}
