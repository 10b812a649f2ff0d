package io.nija.vault.requests.engine;

import java.util.OptionalLong;

import io.nija.vault.base.CredentialId;
import io.nija.vault.credentials.CredentialState;
import io.nija.vault.credentials.IndexedKeys;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestSource;
import io.nija.vault.requests.RequestsOfTheConsole;
import io.nija.vault.requests.Urgency;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks owners in the name of nobody. */
@Component
class AskedByTheConsole implements RequestsOfTheConsole {

    private final Opening opening;
    private final IndexedKeys keys;
    private final RequestStore store;

    AskedByTheConsole(Opening opening, IndexedKeys keys, RequestStore store) {
        this.opening = opening;
        this.keys = keys;
        this.store = store;
    }

    @Override
    @Transactional
    public OptionalLong openForExpiry(CredentialId key, Urgency urgency, String reason) {
        store.lockKey(key);
        var inUse = keys.find(key).filter(found -> found.state() == CredentialState.ACTIVE);
        return inUse.isEmpty() || store.live(key).isPresent() ? OptionalLong.empty()
                : OptionalLong.of(opening.open(inUse.get(), RequestKind.ROTATION, urgency, RequestSource.EXPIRY, reason, null, null));
    }
}
