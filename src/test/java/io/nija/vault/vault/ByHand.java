package io.nija.vault.vault;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;

import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.support.SimpleTriggerContext;

/** A scheduler that remembers when what was planned, and does it when a test says so. */
class ByHand extends SimpleAsyncTaskScheduler {

    record Planned(Instant at, Runnable task) {
    }

    final List<Planned> planned = new ArrayList<>();

    @Override
    public synchronized ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
        planned.add(new Planned(trigger.nextExecution(new SimpleTriggerContext()), task));
        return null;
    }

    /** Its time has come. */
    void runLast() {
        planned.getLast().task().run();
    }
}
