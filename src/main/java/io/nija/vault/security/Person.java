package io.nija.vault.security;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import io.nija.vault.base.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in.
 *
 * @param name       what to call them
 * @param signedInAt when they last proved to the provider who they are; null when the provider does not say
 */
public record Person(UserId id, String name, Set<Role> roles, @Nullable Instant signedInAt) {

    public Person {
        roles = Set.copyOf(roles);
    }

    /** Empty when the provider does not say, which counts as long ago. */
    public Optional<Instant> lastSignIn() {
        return Optional.ofNullable(signedInAt);
    }
}
