package io.nija.vault.credentials.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.nija.vault.base.CredentialId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDetail;
import io.nija.vault.credentials.KeyMaterial;
import io.nija.vault.credentials.Rotation;
import io.nija.vault.credentials.Rotation.Step;
import io.nija.vault.credentials.RotationChangedException;
import io.nija.vault.credentials.Rotations;
import io.nija.vault.credentials.rotation.RotationRows.Row;
import io.nija.vault.security.CurrentUser;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/** Vault first, then the row: what lies between is made up for by {@link Reconciling} at the next look. */
@Service
class GuidedRotations implements Rotations {

    private final Credentials credentials;
    private final RotationRows rows;
    private final Reconciling reconciling;
    private final RotationProperties settings;
    private final CurrentUser user;
    private final Clock clock;

    GuidedRotations(Credentials credentials, RotationRows rows, RotationProperties settings, CurrentUser user, Clock clock) {
        this.credentials = credentials;
        this.rows = rows;
        this.reconciling = new Reconciling(rows);
        this.settings = settings;
        this.user = user;
        this.clock = clock;
    }

    @Override
    public Optional<Rotation> latest(KeyDetail key) {
        var id = key.summary().id();
        requireOwn(id);
        rows.live(id).ifPresent(row -> reconciling.reconcile(row, key, now()));
        return rows.latest(id);
    }

    @Override
    public Set<CredentialId> underWay() {
        return Set.copyOf(rows.underWay(user.id(), now()));
    }

    @Override
    public Rotation begin(CredentialId key, @Nullable Long request) {
        requireOwn(key);
        var detail = credentials.detail(key);
        rows.begin(key, request, detail.summary().version(), settings.grace(), now());
        return latest(detail).filter(Rotation::live).orElseThrow(RotationChangedException::new);
    }

    @Override
    public Rotation enter(CredentialId key, @Nullable Long request) {
        begin(key, request);
        var row = row(key);
        return changed(row, rows.enter(row.id(), now()));
    }

    @Override
    public List<Duration> graces() {
        return settings.graces();
    }

    @Override
    public Rotation store(CredentialId key, KeyMaterial material, int expectedVersion, Duration grace) {
        requireOwn(key);
        if (!graces().contains(grace)) {
            throw new IllegalArgumentException("No such grace period is offered");
        }
        var row = row(key);
        changed(row, rows.attempt(row.id(), expectedVersion, grace, now()));
        int version = credentials.rotate(key, material, expectedVersion);
        var at = now();
        // Somebody may have looked in between, and noted it already.
        rows.stored(row.id(), version, at, at.plus(grace));
        return rows.get(row.id());
    }

    @Override
    public Rotation rollBack(CredentialId key) {
        requireOwn(key);
        var row = row(key);
        var rotation = row.rotation();
        if (rotation.step() != Step.STORED || !rotation.graceUntil().isAfter(now())) {
            throw new RotationChangedException();
        }
        changed(row, rows.attemptBack(row.id(), now()));
        int version = credentials.rollBack(key, rotation.fromVersion(), rotation.toVersion());
        rows.rolledBack(row.id(), version, now());
        return rows.get(row.id());
    }

    @Override
    public Rotation finish(CredentialId key) {
        requireOwn(key);
        var row = row(key);
        return changed(row, rows.end(row.id(), Step.FINISHED, now(), Step.STORED));
    }

    @Override
    public void abandon(CredentialId key) {
        requireOwn(key);
        var row = row(key);
        changed(row, rows.end(row.id(), Step.ABANDONED, now(), Step.PREPARING, Step.ENTERING));
    }

    private Row row(CredentialId key) {
        return rows.live(key).orElseThrow(RotationChangedException::new);
    }

    private Rotation changed(Row row, boolean done) {
        if (!done) {
            throw new RotationChangedException();
        }
        return rows.get(row.id());
    }

    private void requireOwn(CredentialId key) {
        if (!key.owner().equals(user.id())) {
            throw new AccessDeniedException("This is somebody else's key");
        }
    }

    private Instant now() {
        return Instant.now(clock);
    }
}
