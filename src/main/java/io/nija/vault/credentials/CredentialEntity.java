package io.nija.vault.credentials;

import java.time.Instant;
import java.time.LocalDate;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of the metadata index. It has no field for a value, and must never get one. */
@Entity
@Table(name = "credential")
class CredentialEntity {

    @Embeddable
    record Id(String owner, String key) {

        static Id of(CredentialId id) {
            return new Id(id.owner().value(), id.key());
        }
    }

    @EmbeddedId
    private Id id;

    @Column(nullable = false)
    private String broker;

    private @Nullable String label;

    private @Nullable String note;

    private @Nullable String keyHint;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    private CredentialState state;

    private int version;

    @Column(nullable = false)
    private Instant createdAt;

    private @Nullable Instant rotatedAt;

    private @Nullable Instant revokedAt;

    private @Nullable LocalDate expiresOn;

    /** A refresh replaces the row by one that is not. */
    private boolean inDoubt;

    @SuppressWarnings("NullAway.Init")
    protected CredentialEntity() {
    }

    CredentialEntity(CredentialSummary summary) {
        id = Id.of(summary.id());
        broker = summary.id().broker().value();
        label = summary.description().label();
        note = summary.description().note();
        keyHint = summary.keyHint();
        state = summary.state();
        version = summary.version();
        createdAt = summary.createdAt();
        rotatedAt = summary.rotatedAt();
        revokedAt = summary.revokedAt();
        expiresOn = summary.description().expiresOn();
    }

    CredentialSummary toSummary() {
        return new CredentialSummary(CredentialId.parse(new UserId(id.owner()), id.key()),
                new KeyDescription(label, note, expiresOn), keyHint, state, version, createdAt, rotatedAt, revokedAt);
    }

}
