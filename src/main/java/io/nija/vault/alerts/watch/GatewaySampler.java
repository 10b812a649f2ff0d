package io.nija.vault.alerts.watch;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.nija.vault.vault.OwnCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Puts into the database how this console's gateway has been answering, so that the console that asks the rules knows of
 * all. Batches are left out of what took how long: their time is that of many keys.
 */
@Component
class GatewaySampler {

    private static final Logger log = LoggerFactory.getLogger(GatewaySampler.class);

    private static final String GATEWAY = "/v1/credentials";
    private static final Duration KEPT = Duration.ofHours(1);

    private final MeterRegistry meters;
    private final JdbcClient database;
    private final String console;
    private GatewaySample before = GatewaySample.NONE;

    GatewaySampler(MeterRegistry meters, JdbcClient database, OwnCalls calls) {
        this.meters = meters;
        this.database = database;
        console = calls.caller();
    }

    @Scheduled(fixedDelayString = "${alerts.interval:15s}")
    synchronized void sample() {
        var all = GatewaySample.sum(meters.find("http.server.requests").timers().stream().filter(GatewaySampler::isGateway).map(GatewaySampler::of).toList());
        try {
            write(all.minus(before), Instant.now());
            before = all;
        } catch (DataAccessException | TransactionException e) {
            log.debug("How the gateway answers cannot be noted at the moment", e);
        }
    }

    private static boolean isGateway(Timer timer) {
        var uri = timer.getId().getTag("uri");
        return uri != null && uri.startsWith(GATEWAY) && !uri.endsWith("/batch");
    }

    private static GatewaySample of(Timer timer) {
        var counts = timer.takeSnapshot().histogramCounts();
        var within = new long[GatewaySample.LIMITS.length];
        Arrays.setAll(within, i -> Arrays.stream(counts).filter(count -> Math.round(count.bucket(TimeUnit.MILLISECONDS)) == GatewaySample.LIMITS[i])
                .mapToLong(count -> (long) count.count()).findFirst().orElse(0));
        var status = timer.getId().getTag("status");
        return new GatewaySample(timer.count(), status != null && status.startsWith("5") ? timer.count() : 0, within);
    }

    private void write(GatewaySample sample, Instant now) {
        if (sample.requests() > 0) {
            database.sql("insert into alert_gateway (console, at, requests, errors, within) values (:console, :at, :requests, :errors, :within)")
                    .param("console", console).param("at", Timestamp.from(now)).param("requests", sample.requests()).param("errors", sample.errors())
                    .param("within", Arrays.stream(sample.within()).boxed().toArray(Long[]::new)).update();
        }
        database.sql("delete from alert_gateway where at < :before").param("before", Timestamp.from(now.minus(KEPT))).update();
    }
}
