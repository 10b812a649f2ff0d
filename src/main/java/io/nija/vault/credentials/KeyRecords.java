package io.nija.vault.credentials;

import java.util.function.IntSupplier;

import io.nija.vault.audit.ConsoleAction;
import io.nija.vault.audit.ConsoleRecords;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.vault.VaultDeniedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts on record what a person does to their keys in the console. What programs do in their name is in Vault's audit log,
 * or among the records of cached reads.
 */
@Component
class KeyRecords {

    private static final int NONE = 0;

    private final ConsoleRecords records;
    private final CurrentUser user;

    KeyRecords(ConsoleRecords records, CurrentUser user) {
        this.records = records;
        this.user = user;
    }

    /**
     * Records that a value is about to be shown.
     *
     * @throws io.nija.vault.audit.NotRecordedException when it must not be shown, as that is not on record
     */
    void beforeShowing(CredentialId id, int version, String field) {
        records.beforeShowing(ConsoleAction.REVEAL, id, version, field);
    }

    /** Makes a change and records how it ended. @return the number of the version that it made */
    int of(ConsoleAction action, CredentialId id, IntSupplier change) {
        try {
            int version = change.getAsInt();
            record(action, OperationOutcome.DONE, id, version == NONE ? null : version, null);
            return version;
        } catch (RuntimeException e) {
            record(action, outcome(e), id, null, e instanceof ConsoleException ? e.getMessage() : e.getClass().getSimpleName());
            throw e;
        }
    }

    /** The same for a change that makes no version. */
    void of(ConsoleAction action, CredentialId id, Runnable change) {
        of(action, id, () -> {
            change.run();
            return NONE;
        });
    }

    private void record(ConsoleAction action, OperationOutcome outcome, CredentialId id, @Nullable Integer version, @Nullable String why) {
        if (user.bearerToken().isEmpty()) {
            records.done(action, outcome, id, version, why);
        }
    }

    private static OperationOutcome outcome(RuntimeException failure) {
        return switch (failure) {
            case VaultDeniedException e -> OperationOutcome.DENIED;
            case FreshSignInRequiredException e -> OperationOutcome.DENIED;
            case CredentialNotFoundException e -> OperationOutcome.NOT_FOUND;
            case OutcomeUnknownException e -> OperationOutcome.UNANSWERED;
            // The change was made, and what follows it is all that failed.
            case DescriptionNotSavedException e -> OperationOutcome.DONE;
            case OutdatedCopiesException e -> OperationOutcome.DONE;
            default -> OperationOutcome.FAILED;
        };
    }
}
