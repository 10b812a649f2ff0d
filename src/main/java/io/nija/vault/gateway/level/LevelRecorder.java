package io.nija.vault.gateway.level;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import io.nija.vault.vault.VaultHealth;
import io.nija.vault.vault.VaultStatus;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts retrievals and whether Vault could serve, and adds that to the hour's row every minute. While the database is
 * away it keeps the counts; a console that is killed takes those of its last minute with it.
 */
@Component
class LevelRecorder {

    private static final Logger log = LoggerFactory.getLogger(LevelRecorder.class);

    private final VaultHealth vault;
    private final JdbcClient database;
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder looks = new LongAdder();
    private final LongAdder served = new LongAdder();
    private final Latencies latencies = new Latencies();

    LevelRecorder(VaultHealth vault, JdbcClient database) {
        this.vault = vault;
        this.database = database;
    }

    void answered(Duration took) {
        answered.increment();
        latencies.add(took);
    }

    void failed(Duration took) {
        failed.increment();
        latencies.add(took);
    }

    @Scheduled(initialDelay = 5_000, fixedRate = 5_000)
    void look() {
        looks.increment();
        if (vault.status() == VaultStatus.UP) {
            served.increment();
        }
    }

    /** Also when the console stops. */
    @Scheduled(initialDelay = 60_000, fixedRate = 60_000)
    @PreDestroy
    synchronized void write() {
        long answers = answered.sumThenReset();
        long failures = failed.sumThenReset();
        long looked = looks.sumThenReset();
        long could = served.sumThenReset();
        var times = latencies.take();
        try {
            database.sql("""
                    insert into service_hour as h values (date_trunc('hour', now(), 'UTC'), :answered, :failed, :latencies, :looks, :served)
                    on conflict (hour) do update set answered = h.answered + excluded.answered, failed = h.failed + excluded.failed,
                        looks = h.looks + excluded.looks, served = h.served + excluded.served,
                        latencies = (select array_agg(a + b order by place)
                                     from unnest(h.latencies, excluded.latencies) with ordinality as sums (a, b, place))""")
                    .param("answered", answers).param("failed", failures).param("latencies", times)
                    .param("looks", looked).param("served", could).update();
        } catch (DataAccessException e) {
            log.debug("The service level is written when the database is back", e);
            answered.add(answers);
            failed.add(failures);
            looks.add(looked);
            served.add(could);
            latencies.giveBack(times);
        }
    }
}
