package io.nija.vault.policies;

import java.time.Instant;

import io.nija.vault.audit.AuditCursor;
import org.jspecify.annotations.Nullable;

/**
 * A policy that was found to be another than before.
 *
 * @param seenAt    when the console found it so
 * @param before    the text before; null when there was none, or when the console had not looked yet
 * @param body      the text from then on; null when the policy was gone
 * @param firstLook whether this is how it was when the console looked for the first time, which is no change
 * @param changedAt when it was changed, by the audit log, and {@code operation} its record; null while not found there
 * @param person    in whose name; null for nobody in particular, such as a root token
 * @param role      under which role in Vault, or what else Vault calls the caller
 */
public record PolicyChange(long id, String policy, Instant seenAt, @Nullable String before, @Nullable String body, boolean firstLook,
        @Nullable Instant changedAt, @Nullable AuditCursor operation, @Nullable String person, @Nullable String role) {

    public Instant at() {
        return changedAt == null ? seenAt : changedAt;
    }

    /** What happened, in a word. */
    public String what() {
        return firstLook ? "first seen" : body == null ? "removed" : before == null ? "added" : "changed";
    }

    /** Who did it, for people. */
    public String who() {
        if (person != null) {
            return person;
        }
        return role == null || role.isBlank() || role.equals("-") ? changedAt == null ? "not in the audit log yet" : "a token of nobody in particular" : role;
    }
}
