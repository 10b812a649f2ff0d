package io.nija.vault.audit;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.RequestId;
import io.nija.vault.security.Person;
import io.nija.vault.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Something that a person did in the console, with where their browser is.
 *
 * @param user    {@code -} when it is not known who it was
 * @param role    theirs; with commas when they have several
 * @param key     null when it is not about a key
 * @param version of the key that was shown or made
 * @param detail  what was shown, or why it did not come about; never a value
 */
record ConsoleRecord(ConsoleAction action, OperationOutcome outcome, Instant at, String user, String role, @Nullable CredentialId key,
        @Nullable Integer version, String address, @Nullable String requestId, @Nullable String detail) {

    static final String NOBODY = "-";

    /** Of now, in the request that the current thread works for. */
    static ConsoleRecord of(ConsoleAction action, OperationOutcome outcome, @Nullable Person person, @Nullable CredentialId key,
            @Nullable Integer version, @Nullable String detail) {
        return new ConsoleRecord(action, outcome, Instant.now(), person == null ? NOBODY : person.id().value(),
                person == null ? NOBODY : roles(person), key, version, currentAddress(), RequestId.current().orElse(null), detail);
    }

    private static String roles(Person person) {
        return person.roles().isEmpty() ? NOBODY
                : person.roles().stream().map(Role::claimValue).sorted().collect(Collectors.joining(", "));
    }

    private static String currentAddress() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Objects.requireNonNullElse(attributes.getRequest().getRemoteAddr(), NOBODY) : NOBODY;
    }
}
