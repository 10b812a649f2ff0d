package io.nija.vault.audit.integrity;

import java.time.Duration;
import java.time.Instant;

import io.nija.vault.audit.AuditVerification.Running;
import io.nija.vault.audit.VerificationProgress;

/** How far a verification has come, told onwards some times a second. */
final class RunningVerification implements VerificationProgress {

    private static final Duration OFTEN = Duration.ofMillis(300);

    private final Runnable listener;
    private volatile Running state = new Running(0, 0);
    private volatile boolean cancelled;
    private Instant told = Instant.EPOCH;

    RunningVerification(Runnable listener) {
        this.listener = listener;
    }

    @Override
    public void at(long done, long all) {
        state = new Running(done, all);
        var now = Instant.now();
        if (now.isAfter(told.plus(OFTEN))) {
            told = now;
            listener.run();
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }

    Running state() {
        return state;
    }
}
