package io.nija.vault.migration;

import java.io.IOException;

/** A file cannot be read on from some place. The message is a sentence that holds nothing of what stands there. */
class SourceException extends IOException {

    SourceException(String message) {
        super(message);
    }
}
