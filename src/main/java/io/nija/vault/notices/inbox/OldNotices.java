package io.nija.vault.notices.inbox;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import io.nija.vault.notices.settings.NoticeProperties;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets go of notices that nobody will look for. */
@Component
class OldNotices {

    private final StoredNotices notices;
    private final NoticeProperties properties;
    private final Clock clock;

    OldNotices(StoredNotices notices, NoticeProperties properties, Clock clock) {
        this.notices = notices;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedRate = 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "old notices")
    void cleanUp() {
        notices.cleanUp(clock.instant().minus(properties.keep()));
    }
}
