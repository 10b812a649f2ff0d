package io.nija.vault.audit;

import java.time.Instant;
import java.util.Optional;

import io.nija.vault.audit.KeyEvent.Actor;
import io.nija.vault.base.CredentialId;
import org.jspecify.annotations.Nullable;

/**
 * Tells whom a change of a key would hit: who got its values of late, from Vault or from a cache. The owner of the key is told the roles
 * and, but for the staff, from where. Support staff and admins are told the roles and how often, to weigh what they ask for; where a
 * person's programs run is not theirs to know from here, so for them all of one role are one reader.
 * <p>
 * Every method throws {@link org.springframework.security.access.AccessDeniedException} for everybody else, and
 * {@link org.springframework.dao.DataAccessException} when the database does not answer.
 */
public interface KeyReaders {

    /** Somebody but the owner by hand got the values of a version. */
    record FirstRead(Instant at, Actor actor, @Nullable String address) {
    }

    /** Those of the last 30 days, latest first; from the beginning of the first of these days on, in UTC. */
    KeyReading of(CredentialId key);

    /**
     * When the values of one version were got for the first time by anybody but the owner by hand, such as the trading engine.
     *
     * @param since when the version was written
     */
    Optional<FirstRead> firstRead(CredentialId key, int version, Instant since);
}
