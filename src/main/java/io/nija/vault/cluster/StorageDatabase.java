package io.nija.vault.cluster;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** The PostgreSQL database that Vault stores in, where it does and the settings name it. */
public interface StorageDatabase {

    /**
     * @param size            in bytes
     * @param connections     to the whole server
     * @param recovering      whether it is a copy that follows another one, or still replays its log
     * @param lockedUntil     when the lock runs out that makes a node the active one, unless it is renewed; null when nobody has ever held it
     * @param lockHolder      the active node's own identity of the moment; null as above
     */
    record State(long size, int connections, int mostConnections, boolean recovering, String version, @Nullable Instant lockedUntil,
            @Nullable String lockHolder) {

        /** Whether somebody holds it now. */
        public boolean locked() {
            return lockedUntil != null && lockedUntil.isAfter(Instant.now());
        }
    }

    /** Whether the settings name one. */
    boolean configured();

    /** Empty when the settings name none. @throws org.springframework.dao.DataAccessException when it does not answer */
    Optional<State> state();

    /** In bytes; null when there is none, or it does not answer. */
    @Nullable Double size();
}
