package io.nija.vault.credentials;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.vault.MetadataReader;
import io.nija.vault.vault.SecretMetadata;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The metadata index in PostgreSQL. It is derived: each row is what Vault's metadata said when it was last looked at,
 * and every way to change what it says goes through {@link #refresh}.
 */
@Component
class CredentialIndex {

    private final CredentialRepository rows;

    CredentialIndex(CredentialRepository rows) {
        this.rows = rows;
    }

    @Transactional(readOnly = true)
    public List<CredentialSummary> ofOwner(UserId owner) {
        return rows.findByIdOwner(owner.value()).stream().map(CredentialEntity::toSummary).toList();
    }

    @Transactional(readOnly = true)
    public List<CredentialSummary> all() {
        return rows.findAll().stream().map(CredentialEntity::toSummary).toList();
    }

    @Transactional(readOnly = true)
    public Optional<CredentialSummary> find(CredentialId id) {
        return rows.findById(CredentialEntity.Id.of(id)).map(CredentialEntity::toSummary);
    }

    /** Brings one row to what Vault says now. */
    @Transactional
    public Optional<CredentialSummary> refresh(CredentialId id, MetadataReader vault) {
        rows.lock(id.path());
        var found = vault.metadata(id).flatMap(metadata -> summary(id, metadata));
        found.ifPresentOrElse(
                summary -> rows.save(new CredentialEntity(summary)),
                () -> rows.deleteById(CredentialEntity.Id.of(id)));
        return found;
    }

    /** Says of a row that Vault may have moved on, so that no copy is handed out on its word until it is refreshed. */
    @Transactional
    public void doubt(CredentialId id) {
        // A refresh that looked at Vault before would say that all is well.
        rows.lock(id.path());
        rows.doubt(CredentialEntity.Id.of(id));
    }

    /** Empty when nothing was ever written under this name, or Vault has pruned it all. */
    static Optional<CredentialSummary> summary(CredentialId id, SecretMetadata metadata) {
        return metadata.current().map(current -> new CredentialSummary(id, KeyAnnotations.description(metadata),
                KeyAnnotations.keyHint(metadata), state(current), current.number(), toMicros(KeyAnnotations.addedAt(metadata)),
                KeyAnnotations.isRotation(metadata, current.number()) ? toMicros(current.createdAt()) : null,
                current.deletedAt() == null ? null : toMicros(current.deletedAt())));
    }

    /** As exact as PostgreSQL keeps it, so that a row and what it was made from are equal. */
    private static Instant toMicros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    static CredentialState state(SecretMetadata.Version current) {
        if (current.destroyed()) {
            return CredentialState.DESTROYED;
        }
        return current.live() ? CredentialState.ACTIVE : CredentialState.REVOKED;
    }
}
