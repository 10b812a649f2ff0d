package io.nija.vault.credentials.rotation;

import java.time.Clock;
import java.time.Instant;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.KeyWatcher;
import io.nija.vault.credentials.Rotation.Step;
import org.springframework.stereotype.Component;

/** Ends the rotation of a key that is destroyed, so that a new key of the same name begins without it. */
@Component
class DestroyedKeys implements KeyWatcher {

    private final RotationRows rows;
    private final Clock clock;

    DestroyedKeys(RotationRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public void changed(CredentialId key, Change change, int version, UserId by) {
        if (change == Change.DESTROYED) {
            rows.live(key).ifPresent(row -> {
                var how = row.rotation().step() == Step.STORED ? Step.OVERTAKEN : Step.ABANDONED;
                rows.end(row.id(), how, Instant.now(clock), row.rotation().step());
            });
        }
    }
}
