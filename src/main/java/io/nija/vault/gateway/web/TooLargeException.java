package io.nija.vault.gateway.web;

import java.io.IOException;

/** A request's body goes on after what the gateway takes. An {@link IOException}, since it comes up while it is read. */
class TooLargeException extends IOException {

    TooLargeException() {
        super("The request is larger than " + RequestFilter.BYTES_AT_MOST + " bytes.");
    }
}
