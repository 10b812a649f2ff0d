package io.nija.vault.vault;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What this process has asked Vault, each call by its number, to be compared with Vault's audit log. */
@Component
public class OwnCalls {

    /** The header, in small letters as the audit log has it. */
    public static final String HEADER = "x-nija-call";

    /**
     * A call that was made.
     *
     * @param method    of HTTP
     * @param requestId of the caller's own request, if it had one
     */
    public record Made(long number, Instant at, String method, String path, @Nullable String requestId) {
    }

    private final NumberedCalls numbers;

    OwnCalls(VaultConnection connection) {
        numbers = connection.calls();
    }

    /** The name under which this process numbers its calls; another one after each start. */
    public String caller() {
        return numbers.caller();
    }

    /** The number of the latest call; 0 before the first. */
    public long last() {
        return numbers.last();
    }

    /** A call by its number, if it is one of the latest few thousand. */
    public Optional<Made> recent(long number) {
        return numbers.recent(number);
    }
}
