package io.nija.vault.credentials;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

import io.nija.vault.audit.ConsoleAction;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.KeyVersion.Origin;
import io.nija.vault.credentials.KeyWatcher.Change;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.vault.SecretMetadata;
import io.nija.vault.vault.Secrets;
import io.nija.vault.vault.VaultException;
import io.nija.vault.vault.VersionConflictException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/**
 * The signed-in person's keys. Every call runs under that person's own Vault token, so Vault decides once more what
 * they may reach. A write goes to Vault first; the index follows, and catches up by itself when it cannot at once.
 * <p>
 * Methods throw {@link VaultException} when Vault does not answer or refuses, and
 * {@link VersionConflictException} when somebody else changed the key since the version that the caller saw. When Vault
 * stops answering in the middle of a change, that is an {@link OutcomeUnknownException}.
 */
@Service
public class Credentials {

    private static final Logger log = LoggerFactory.getLogger(Credentials.class);

    /** Shorter parameters, such as "live", may well stand in a note. */
    private static final int SECRET_FROM = 8;
    private static final int CHANGES_AT_MOST = 3;
    private static final int UNCHANGED = 0;

    private final Secrets vault;
    private final CurrentUser user;
    private final CredentialIndex index;
    private final Changes changes;
    private final KeyRecords records;
    private final Clock clock;

    Credentials(Secrets vault, CurrentUser user, CredentialIndex index, Changes changes, KeyRecords records, Clock clock) {
        this.vault = vault;
        this.user = user;
        this.index = index;
        this.changes = changes;
        this.records = records;
        this.clock = clock;
    }

    /** From the index, so that it works when Vault does not; from Vault when the index is away. */
    public KeyList list() {
        try {
            return new KeyList(index.ofOwner(user.id()), true);
        } catch (DataAccessException | TransactionException e) {
            log.warn("The index is away; listing from Vault: {}", e.getMessage());
            return new KeyList(fromVault(), false);
        }
    }

    /** The keys that are in use, as Vault itself has them now, for a program that acts for the person. */
    public List<CredentialId> inUse() {
        return fromVault().stream().filter(key -> key.state() == CredentialState.ACTIVE).map(CredentialSummary::id).toList();
    }

    private List<CredentialSummary> fromVault() {
        return CredentialWalk.keysOf(user.id(), vault).stream()
                .flatMap(id -> vault.metadata(id).flatMap(metadata -> CredentialIndex.summary(id, metadata)).stream())
                .toList();
    }

    /**
     * What the index knows of a key, for when Vault does not answer.
     *
     * @throws CredentialNotFoundException when the person has no such key
     */
    public CredentialSummary summary(CredentialId id) {
        return Optional.of(id).filter(key -> key.owner().equals(user.id()))
                .flatMap(index::find)
                .filter(key -> key.state() != CredentialState.DESTROYED)
                .orElseThrow(Credentials::notFound);
    }

    /** @throws CredentialNotFoundException when the person has no such key */
    public KeyDetail detail(CredentialId id) {
        var metadata = existing(id);
        var summary = CredentialIndex.summary(id, metadata).orElseThrow(Credentials::notFound);
        var versions = metadata.versions().stream().map(version -> KeyAnnotations.keyVersion(metadata, version)).toList();
        return new KeyDetail(summary, KeyAnnotations.parameters(metadata), versions.reversed());
    }

    /** The values of the current version, for a program that acts for the person; empty when there is none or it is revoked. */
    public Optional<KeyValues> read(CredentialId id) {
        return vault.read(id).map(found -> StoredKey.of(found).values(found.version()));
    }

    /**
     * Stores a new key.
     *
     * @throws CredentialExistsException    when a key of that name is there, revoked ones included
     * @throws InvalidCredentialException   when a description holds one of the values
     * @throws DescriptionNotSavedException when the values are stored but not the description
     */
    public void add(CredentialId id, KeyMaterial material, KeyDescription description) {
        records.of(ConsoleAction.ADD, id, () -> addNew(id, material, description));
    }

    private void addNew(CredentialId id, KeyMaterial material, KeyDescription description) {
        refuseSecretsIn(description, material.values());
        var before = vault.metadata(id).flatMap(SecretMetadata::current);
        before.map(CredentialIndex::state).filter(state -> state != CredentialState.DESTROYED).ifPresent(state -> {
            throw new CredentialExistsException(state == CredentialState.REVOKED);
        });
        var key = StoredKey.added(id.broker(), material, user.id(), clock);
        int version;
        try {
            version = write(id, key, before.map(SecretMetadata.Version::number).orElse(0));
        } catch (VersionConflictException e) {
            throw new CredentialExistsException(false);
        }
        var entries = KeyAnnotations.added(version, user.id(), key, Instant.now(clock));
        entries.putAll(KeyAnnotations.description(description));
        boolean described = annotate(id, entries);
        changes.made(id);
        if (!described && !description.equals(KeyDescription.EMPTY)) {
            throw new DescriptionNotSavedException();
        }
    }

    /**
     * Stores a key, whether there is one of that name or not: then this is its new version, and nothing of the older one
     * is in it.
     *
     * @param expectedVersion the version that the caller saw, 0 for none; null when they do not care
     * @return the number of the new version
     */
    public int store(CredentialId id, KeyMaterial material, @Nullable Integer expectedVersion) {
        var key = StoredKey.added(id.broker(), material, user.id(), clock);
        return retrying(expectedVersion, () -> {
            var before = vault.metadata(id).flatMap(SecretMetadata::current);
            int version = write(id, key, Objects.requireNonNullElse(expectedVersion, before.map(SecretMetadata.Version::number).orElse(0)));
            annotate(id, KeyAnnotations.added(version, user.id(), key, Instant.now(clock)));
            // Values in the place of others, however they came.
            if (before.map(SecretMetadata.Version::live).orElse(false)) {
                changes.made(id, Change.ROTATED, version, user.id());
            } else {
                changes.made(id);
            }
            return version;
        });
    }

    /**
     * Replaces the values. Parameters that are not given anew stay, and so do {@code created_at} and
     * {@code created_by}; the older version can be rolled back to.
     *
     * @param expectedVersion the version that the person saw; null when whatever is there is to be replaced
     * @return the number of the new version
     */
    public int rotate(CredentialId id, KeyMaterial material, @Nullable Integer expectedVersion) {
        return records.of(ConsoleAction.ROTATE, id, () -> retrying(expectedVersion, () -> {
            var before = vault.read(id).orElseThrow(Credentials::notFound);
            var key = StoredKey.of(before).rotated(material, user.id(), clock);
            return write(id, key, Objects.requireNonNullElse(expectedVersion, before.version()), new Origin(Origin.Kind.ROTATED, null));
        }));
    }

    /**
     * Writes the values of an older version as a new one.
     *
     * @param expectedVersion the current version that the person saw; null when whatever is there is to be replaced
     * @return the number of the new version
     * @throws CredentialNotFoundException when the older version's values are gone
     */
    public int rollBack(CredentialId id, int version, @Nullable Integer expectedVersion) {
        return records.of(ConsoleAction.ROLL_BACK, id, () -> retrying(expectedVersion, () -> {
            int before = existing(id).current().orElseThrow(Credentials::notFound).number();
            var key = version(id, version).rolledBack(user.id(), clock);
            return write(id, key, Objects.requireNonNullElse(expectedVersion, before), new Origin(Origin.Kind.ROLLED_BACK, version));
        }));
    }

    /** Without a version that the caller saw, another change at the same time is no reason to refuse theirs. */
    private static int retrying(@Nullable Integer expectedVersion, IntSupplier change) {
        for (int tries = 1;; tries++) {
            try {
                return change.getAsInt();
            } catch (VersionConflictException e) {
                if (expectedVersion != null || tries == CHANGES_AT_MOST) {
                    throw e;
                }
            }
        }
    }

    private int write(CredentialId id, StoredKey key, int expectedVersion, Origin origin) {
        int version = write(id, key, expectedVersion);
        annotate(id, KeyAnnotations.version(version, origin, user.id(), key));
        changes.made(id, origin.kind() == Origin.Kind.ROTATED ? Change.ROTATED : Change.ROLLED_BACK, version, user.id());
        return version;
    }

    private int write(CredentialId id, StoredKey key, int expectedVersion) {
        return changes.attempt(id, () -> vault.write(id, key.toVault(), expectedVersion));
    }

    /** Whether each field is the same in both versions; no value leaves this method. */
    public List<FieldComparison> compare(CredentialId id, int first, int second) {
        return version(id, first).compareWith(version(id, second));
    }

    /** What {@link #rotate} to these values would change; no value leaves this method. */
    public RotationPreview preview(CredentialId id, KeyMaterial material) {
        var current = vault.read(id).orElseThrow(Credentials::notFound);
        var before = StoredKey.of(current);
        var after = before.rotated(material, user.id(), clock);
        return new RotationPreview(current.version(), before.compareWith(after), KeyAnnotations.hint(before.apiKey().expose()),
                KeyAnnotations.hint(after.apiKey().expose()));
    }

    /**
     * One value, for the person's eyes. That they are about to see it is on record before this returns.
     *
     * @throws FreshSignInRequiredException when the person's sign-in is too old for this
     * @throws CredentialNotFoundException  when the key has no such field
     * @throws io.nija.vault.audit.NotRecordedException when it cannot be put on record
     */
    public SecretValue reveal(CredentialId id, String field) {
        requireFreshSignIn();
        var data = vault.read(id).orElseThrow(Credentials::notFound);
        var value = StoredKey.of(data).field(field).orElseThrow(() -> new CredentialNotFoundException("This key has no such field."));
        records.beforeShowing(id, data.version(), field);
        return value;
    }

    /**
     * Replaces label, note and expiry.
     *
     * @throws InvalidCredentialException when the description holds one of the values
     */
    public void describe(CredentialId id, KeyDescription description) {
        existing(id);
        vault.read(id).map(StoredKey::of).ifPresent(key -> refuseSecretsIn(description, key.fields().values()));
        changes.attempt(id, () -> vault.annotate(id, KeyAnnotations.description(description)));
        changes.made(id);
    }

    /** Makes every version unreadable until {@link #restore}. Revoking a revoked key changes nothing. */
    public void revoke(CredentialId id) {
        records.of(ConsoleAction.REVOKE, id, () -> {
            int version = whileThereAre(id, existing(id), SecretMetadata.Version::live, versions -> vault.delete(id, versions));
            changed(id, Change.REVOKED, version);
        });
    }

    /** Makes the versions of a revoked key readable again. */
    public void restore(CredentialId id) {
        records.of(ConsoleAction.RESTORE, id, () -> {
            int current = whileThereAre(id, existing(id), version -> !version.live() && !version.destroyed(),
                    versions -> vault.undelete(id, versions));
            changed(id, Change.RESTORED, current);
        });
    }

    /**
     * Destroys every version for good.
     *
     * @throws FreshSignInRequiredException when the person's sign-in is too old for this
     */
    public void destroy(CredentialId id) {
        records.of(ConsoleAction.DESTROY, id, () -> {
            requireFreshSignIn();
            var metadata = existing(id);
            int current = whileThereAre(id, metadata, version -> !version.destroyed(), versions -> vault.destroy(id, versions));
            annotate(id, KeyAnnotations.nothing(metadata));
            changed(id, Change.DESTROYED, current);
        });
    }

    private void changed(CredentialId id, Change change, int version) {
        if (version == UNCHANGED) {
            changes.made(id);
        } else {
            changes.made(id, change, version, user.id());
        }
    }

    /**
     * Looks again after each change, as a rotation at the same time adds a version that nobody had counted. When it
     * breaks off, the index catches up later.
     *
     * @return the current version afterwards; {@link #UNCHANGED} when there was nothing to change
     */
    private int whileThereAre(CredentialId id, SecretMetadata seen, Predicate<SecretMetadata.Version> which,
            Consumer<List<Integer>> change) {
        try {
            var versions = numbers(seen, which);
            int current = UNCHANGED;
            for (int rounds = 0; !versions.isEmpty(); rounds++) {
                if (rounds == CHANGES_AT_MOST) {
                    throw new KeepsChangingException();
                }
                var now = versions;
                changes.attempt(id, () -> change.accept(now));
                var after = vault.metadata(id);
                versions = after.map(metadata -> numbers(metadata, which)).orElse(List.of());
                current = after.map(SecretMetadata::currentVersion).orElse(seen.currentVersion());
            }
            return current;
        } catch (RuntimeException e) {
            changes.perhapsMade(id);
            throw e;
        }
    }

    private static List<Integer> numbers(SecretMetadata metadata, Predicate<SecretMetadata.Version> which) {
        return metadata.versions().stream().filter(which).map(SecretMetadata.Version::number).toList();
    }

    private void requireFreshSignIn() {
        if (!user.hasFreshSignIn()) {
            throw new FreshSignInRequiredException();
        }
    }

    private static void refuseSecretsIn(KeyDescription description, Collection<SecretValue> values) {
        Map.of("label", String.valueOf(description.label()), "note", String.valueOf(description.note()))
                .forEach((field, text) -> {
                    if (values.stream().map(SecretValue::expose).anyMatch(v -> v.length() >= SECRET_FROM && text.contains(v))) {
                        throw new InvalidCredentialException(field,
                                "This holds one of the key's values. Others can read it: leave the value out.");
                    }
                });
    }

    private SecretMetadata existing(CredentialId id) {
        return vault.metadata(id)
                .filter(m -> m.current().map(CredentialIndex::state).filter(s -> s != CredentialState.DESTROYED).isPresent())
                .orElseThrow(Credentials::notFound);
    }

    private StoredKey version(CredentialId id, int version) {
        return vault.read(id, version).map(StoredKey::of).orElseThrow(() -> new CredentialNotFoundException(
                "Version " + version + " is not there any more. Vault keeps the last 10."));
    }

    /** Lets the index look at a key again, as Vault was seen to have another version of it. */
    public void indexIsBehind(CredentialId id) {
        changes.lookAgain(id);
    }

    private static CredentialNotFoundException notFound() {
        return new CredentialNotFoundException("There is no such key. It may have been revoked or destroyed.");
    }

    /** What the history says of a version is worth less than the version: without it, the action counts all the same. */
    private boolean annotate(CredentialId id, Map<String, @Nullable String> entries) {
        try {
            vault.annotate(id, entries);
            return true;
        } catch (RuntimeException e) {
            log.warn("Stored {}, but not what was noted about it: {}", id, e.getMessage());
            return false;
        }
    }
}
