package io.nija.vault.delivery.send;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import io.nija.vault.delivery.DeliveryProperties;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets go of letters that nobody will ask about. */
@Component
class OldLetters {

    private final StoredLetters letters;
    private final DeliveryProperties properties;
    private final Clock clock;

    OldLetters(JdbcClient database, DeliveryProperties properties, Clock clock) {
        letters = new StoredLetters(database);
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 5, fixedRate = 60, timeUnit = TimeUnit.MINUTES)
    @SchedulerLock(name = "old letters")
    void cleanUp() {
        letters.cleanUp(clock.instant().minus(properties.keep()));
    }
}
