package io.nija.vault.vault;

import java.io.IOException;

/**
 * A node sent the caller elsewhere instead of handing the request on, as a standby does while it knows of no active node
 * that is alive. It has done nothing of what was asked. Spring's client would take the redirect for an empty answer.
 */
class NoActiveNodeException extends IOException {

    NoActiveNodeException() {
        super("The node knows of no active one to hand the request to");
    }

    static boolean isMeantBy(int status) {
        return status / 100 == 3;
    }
}
