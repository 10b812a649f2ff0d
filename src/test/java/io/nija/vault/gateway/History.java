package io.nija.vault.gateway;

import java.util.ArrayList;
import java.util.List;

/**
 * What a key has been, in the words of its only writer, and whether what somebody reads fits to it: a read that begins
 * after a change has returned gives what that change made, or something newer that is on its way.
 */
final class History {

    static final String REVOKED = "";

    /** What had been made for sure when a read began. */
    record Moment(int state, int version) {
    }

    private final List<String> states = new ArrayList<>(List.of(REVOKED));
    private Moment sure = new Moment(0, 0);

    /** @param state the API key that a change would make, or {@link #REVOKED} */
    synchronized void begin(String state) {
        states.add(state);
    }

    /** The change that was begun last has returned. @param version that it made; 0 when it made none */
    synchronized void returned(int version) {
        sure = new Moment(states.size() - 1, Math.max(version, sure.version));
    }

    synchronized Moment now() {
        return sure;
    }

    /** Whether what was read since then is none of what the key may have been in the meantime. */
    synchronized boolean isOlder(GatewayCaller.Reply read, Moment begun) {
        return !states.subList(begun.state, states.size()).contains(read.apiKey()) || read.ok() && read.version() < begun.version;
    }

    @Override
    public synchronized String toString() {
        return sure + " of " + states.subList(Math.max(0, sure.state - 2), states.size());
    }
}
