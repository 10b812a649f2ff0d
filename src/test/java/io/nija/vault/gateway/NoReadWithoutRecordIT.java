package io.nija.vault.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

import io.nija.vault.testing.DevRedis;
import io.nija.vault.testing.ProductionConsole;
import io.nija.vault.testing.RaftCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every read that got an answer is on record, in PostgreSQL or in Vault's audit log, whatever dies in the meantime. */
class NoReadWithoutRecordIT {

    private static final int USERS = 8;
    private static final Duration STEP = Duration.ofSeconds(3);

    static Site site;

    @BeforeAll
    static void start() throws IOException {
        site = Site.around(RaftCluster.single());
    }

    @AfterAll
    static void stop() throws IOException {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void everyReadThatWasAnsweredIsOnRecord(boolean shared) throws Exception {
        try (var redis = shared ? DevRedis.start() : null; var gateway = new ProductionConsole("record-" + shared)) {
            var settings = site.settings(List.of(site.vault().address(0)), redis);
            gateway.start(settings);
            var callers = IntStream.range(0, USERS).boxed()
                    .flatMap(i -> site.callers("user" + i, gateway).stream()).toList();
            for (var caller : callers) {
                assertThat(caller.store("the-key").status()).isEqualTo(200);
            }
            if (redis != null) {
                // As after the minute for which a change keeps its key out of the cache.
                redis.kill();
                redis.startAgain();
            } else {
                gateway.kill();
                gateway.start(settings);
            }

            var load = new Load(callers);
            load.during("well", STEP, () -> { });
            load.during("database away", STEP, site.database()::kill);
            load.during("database back", STEP, site.database()::startAgain);
            if (redis != null) {
                load.during("Redis away", STEP, redis::kill);
                load.during("Redis back", STEP, redis::startAgain);
                load.during("Redis suspended", STEP, redis::suspend);
                load.during("Redis resumed", STEP, redis::resume);
            }
            load.during("gateway killed", Duration.ZERO, () -> {
                gateway.kill();
                gateway.start(settings);
            });
            load.during("gateway back", STEP, () -> { });
            load.end();

            var inDatabase = site.cachedReads();
            var inVault = site.vault().requestIds();
            var answered = load.answered();
            var missing = new HashSet<>(answered);
            missing.removeAll(inDatabase);
            missing.removeAll(inVault);
            System.out.printf("Shared cache: %b. %d reads were answered, %d of them from a cache; %d have no record.%n%s", shared,
                    answered.size(), answered.stream().filter(inDatabase::contains).count(), missing.size(), load);
            assertThat(missing).isEmpty();
            assertThat(answered.stream().filter(inDatabase::contains).count()).as("from a cache").isGreaterThan(answered.size() / 10);
            for (var phase : load.phases()) {
                if (!phase.name().equals("gateway killed")) {
                    assertThat(phase.failures()).as(phase.name()).isEmpty();
                    assertThat(phase.answered()).as(phase.name()).isPositive();
                    assertThat(phase.slowest99()).as(phase.name()).isLessThan(Duration.ofMillis(2500));
                }
            }
        }
    }
}
