package io.nija.vault.audit;

import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.SignInFailed;
import io.nija.vault.security.SignedOut;
import io.nija.vault.security.StepUpEnded;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.stereotype.Component;

/**
 * Puts sign-ins to the console on record: those that came about, those that did not, those that confirm an older one, and
 * how each of them ended.
 */
@Component
class SignInRecords {

    private final ConsoleRecords records;
    private final FailedSignIns failures;
    private final CurrentUser user;

    SignInRecords(ConsoleRecords records, FailedSignIns failures, CurrentUser user) {
        this.records = records;
        this.failures = failures;
        this.user = user;
    }

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        records.done(ConsoleAction.SIGN_IN, OperationOutcome.DONE, null, null, null);
    }

    /** Nobody is said to have failed: whoever is signed in here already need not be who tried. */
    @EventListener
    void failed(SignInFailed failure) {
        failures.record(ConsoleRecord.of(ConsoleAction.SIGN_IN, OperationOutcome.DENIED, null, null, null, failure.reason()));
    }

    /** Without an address when no request of theirs ended it. */
    @EventListener
    void signedOut(SignedOut end) {
        records.done(ConsoleRecord.of(end.byHand() ? ConsoleAction.SIGN_OUT : ConsoleAction.SESSION_END, OperationOutcome.DONE, end.person(),
                null, null, null));
    }

    @EventListener
    void steppedUp(StepUpEnded end) {
        records.done(ConsoleRecord.of(ConsoleAction.STEP_UP, end.confirmed() ? OperationOutcome.DONE : OperationOutcome.DENIED,
                user.find().orElse(null), null, null, end.confirmed() ? null : "The provider did not ask for a new sign-in"));
    }
}
