package io.nija.vault.gateway.cache;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** Where sealed copies lie. A store that cannot be reached has nothing and takes nothing: no method throws for that. */
interface EntryStore {

    byte @Nullable [] get(String name);

    /** Unless there is an entry, or the name is blocked. */
    void putIfAbsent(String name, byte[] entry, Duration life);

    void remove(String name);

    /**
     * Removes an entry and takes none of this name for a while: what was read before the change must not come in after it.
     *
     * @return whether the store can be reached
     */
    boolean block(String name, Duration pause);
}
