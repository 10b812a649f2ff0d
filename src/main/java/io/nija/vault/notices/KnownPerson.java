package io.nija.vault.notices;

import java.time.Instant;
import java.util.Set;

import io.nija.vault.base.UserId;
import io.nija.vault.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has signed in, as the provider named them then.
 *
 * @param mail their address; null when the provider does not say
 * @param seen when they last signed in
 */
public record KnownPerson(UserId id, String name, @Nullable String mail, Set<Role> roles, Instant seen) {
}
