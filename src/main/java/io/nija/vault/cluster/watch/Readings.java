package io.nija.vault.cluster.watch;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import io.nija.vault.vault.NodeProbe;
import io.nija.vault.vault.NodeReadings;
import io.nija.vault.vault.RaftState;
import io.nija.vault.vault.VaultException;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reads every quarter of a minute what needs the console's token, and so leaves a record in Vault's audit log each time: the
 * figures of each node, all at once, and the raft. Whoever listens gets them with the tick that they belong to.
 */
@Component
public class Readings {

    public static final Duration TICK = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(Readings.class);

    /** Takes what was read; a node that could not be asked is missing. */
    public interface Listener {

        /** @param tick the time that the figures count for, the same for all consoles */
        void read(Instant tick, Map<URI, Figures> figures);
    }

    private final NodeProbe probe;
    private final NodeReadings vault;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean reading = new AtomicBoolean();
    private final Map<URI, Figures> latest = new ConcurrentHashMap<>();
    private volatile @Nullable RaftState raft;

    Readings(NodeProbe probe, NodeReadings vault) {
        this.probe = probe;
        this.vault = vault;
    }

    public void onRead(Listener listener) {
        listeners.add(listener);
    }

    @Nullable Figures latest(URI node) {
        return latest.get(node);
    }

    /** Null when the storage is no raft, or its state is not known. */
    @Nullable RaftState raft() {
        return raft;
    }

    @Scheduled(cron = "${cluster.read:0/15 * * * * *}")
    void tick() {
        var now = Instant.now();
        var tick = Instant.ofEpochSecond(now.getEpochSecond() / TICK.toSeconds() * TICK.toSeconds());
        var figures = read();
        listeners.forEach(listener -> {
            try {
                listener.read(tick, figures);
            } catch (RuntimeException e) {
                log.warn("The figures of {} are not kept: {}", tick, e.getMessage());
            }
        });
    }

    /** Out of turn, as something has changed. */
    void readSoon() {
        if (reading.compareAndSet(false, true)) {
            threads.execute(() -> {
                try {
                    read();
                } catch (RejectedExecutionException e) {
                    log.debug("The console ends");
                } finally {
                    reading.set(false);
                }
            });
        }
    }

    private Map<URI, Figures> read() {
        var running = new LinkedHashMap<URI, Future<Figures>>();
        probe.addresses().forEach(node -> running.put(node, threads.submit(() -> Figures.of(Instant.now(), vault.metrics(node)))));
        try {
            raft = vault.raft().orElse(null);
        } catch (VaultException | IllegalStateException e) {
            log.debug("The raft's state cannot be read: {}", e.getMessage());
        }
        var figures = new LinkedHashMap<URI, Figures>();
        running.forEach((node, future) -> {
            try {
                figures.put(node, future.get());
            } catch (ExecutionException e) {
                log.debug("The figures of {} cannot be read: {}", node, String.valueOf(e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        figures.forEach((node, now) -> latest.merge(node, now, (before, next) -> next.withIdOf(before)));
        return figures;
    }

    @PreDestroy
    void end() {
        threads.shutdownNow();
    }
}
