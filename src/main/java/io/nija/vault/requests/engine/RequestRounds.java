package io.nija.vault.requests.engine;

import java.util.List;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Looks every now and then for what happens to requests by itself, on one console at a time. A round that fails is made up for by the
 * next one. Two at once would do no harm: each request is looked at again with a lock on it.
 */
@Component
class RequestRounds {

    private static final Logger log = LoggerFactory.getLogger(RequestRounds.class);

    /** A bulk rotation has become ready, or was cancelled: there is something to do at once. */
    record BulkChanged(long id) {
    }

    private final Deadlines deadlines;
    private final Reconciliation reconciliation;
    private final Spreading spreading;
    private final TaskScheduler scheduler;

    RequestRounds(Deadlines deadlines, Reconciliation reconciliation, Spreading spreading, TaskScheduler scheduler) {
        this.deadlines = deadlines;
        this.reconciliation = reconciliation;
        this.spreading = spreading;
        this.scheduler = scheduler;
    }

    @Scheduled(initialDelayString = "${requests.round:30s}", fixedDelayString = "${requests.round:30s}")
    @SchedulerLock(name = "requests", lockAtMostFor = "2m")
    void round() {
        List.<Runnable>of(reconciliation::round, deadlines::round, spreading::round).forEach(part -> {
            try {
                part.run();
            } catch (RuntimeException e) {
                log.warn("Requests are looked after a little later: {}", e.getMessage());
                log.debug("Why", e);
            }
        });
    }

    @TransactionalEventListener
    void changed(BulkChanged bulk) {
        scheduler.schedule(this::round, scheduler.getClock().instant());
    }
}
