package io.nija.vault.credentials.rotation;

import java.time.Instant;

import io.nija.vault.credentials.CredentialState;
import io.nija.vault.credentials.KeyDetail;
import io.nija.vault.credentials.KeyVersion;
import io.nija.vault.credentials.KeyVersion.Origin.Kind;
import io.nija.vault.credentials.Rotation.Step;
import io.nija.vault.credentials.rotation.RotationRows.Row;

/**
 * Brings a row to what came about in Vault. It is behind when a console was killed after Vault had written, and when the key was changed
 * past the rotation: by a program, on the key's page, in another window. It may be done any number of times, by several at once.
 */
final class Reconciling {

    private final RotationRows rows;

    Reconciling(RotationRows rows) {
        this.rows = rows;
    }

    void reconcile(Row row, KeyDetail key, Instant now) {
        var current = key.versions().stream().filter(version -> version.number() == key.summary().version()).findFirst().orElseThrow();
        if (row.rotation().step() != Step.STORED) {
            if (current.number() > row.rotation().fromVersion()) {
                begun(row, key, current);
            }
        } else if (current.number() > row.rotation().toVersion()) {
            passed(row, current);
        } else if (!row.rotation().graceUntil().isAfter(now)) {
            rows.end(row.id(), Step.RUN_OUT, row.rotation().graceUntil(), Step.STORED);
        }
    }

    private void begun(Row row, KeyDetail key, KeyVersion current) {
        if (key.summary().state() == CredentialState.ACTIVE && isOfOwner(row, current)) {
            rows.stored(row.id(), current.number(), current.writtenAt(), current.writtenAt().plus(row.grace()));
        } else {
            rows.moved(row.id(), current.number());
        }
    }

    /** New values that the owner wrote, whichever way. What a killed console wrote may lack the note of how it came about. */
    private static boolean isOfOwner(Row row, KeyVersion version) {
        var kind = version.origin().kind();
        return (kind == Kind.ROTATED || kind == Kind.ADDED) && row.rotation().key().owner().value().equals(version.author())
                || kind == Kind.UNKNOWN && row.attemptedAt() != null && version.number() == row.rotation().fromVersion() + 1;
    }

    private void passed(Row row, KeyVersion current) {
        if (isBack(row, current)) {
            rows.rolledBack(row.id(), current.number(), current.writtenAt());
        } else {
            rows.end(row.id(), Step.OVERTAKEN, current.writtenAt(), Step.STORED);
        }
    }

    /** What a killed console wrote may lack the note of how it came about, as above. */
    private static boolean isBack(Row row, KeyVersion version) {
        var origin = version.origin();
        return origin.kind() == Kind.ROLLED_BACK && origin.source().filter(from -> from == row.rotation().fromVersion()).isPresent()
                || origin.kind() == Kind.UNKNOWN && row.backAttemptedAt() != null && version.number() == row.rotation().toVersion() + 1;
    }
}
