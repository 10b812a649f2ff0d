package io.nija.vault.gateway;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** Changes one key in all ways, and reads it through all gateways at once, all the time and right after each change. */
final class Keeper {

    private interface Change {

        GatewayCaller.Reply by(GatewayCaller caller) throws IOException;
    }

    private static final int NO_ANSWER = 0;

    private final List<GatewayCaller> writers;
    private final List<GatewayCaller> gateways;
    private final History history = new History();
    private final AtomicInteger reads = new AtomicInteger();
    private final Map<Integer, Integer> failures = new TreeMap<>();
    private final Queue<String> older = new ConcurrentLinkedQueue<>();
    private Instant lastFailure = Instant.MIN;
    private int changes;
    private int names;
    private @Nullable String before;
    private String current = "";
    private int version;

    /**
     * @param writers  the key through the gateways that change it, in turn
     * @param gateways the same key through all of them
     */
    Keeper(List<GatewayCaller> writers, List<GatewayCaller> gateways) {
        this.writers = writers;
        this.gateways = gateways;
    }

    /** @param rounds of six changes each */
    void keepOn(int rounds, AtomicBoolean end, int readers) throws IOException, InterruptedException {
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < readers; i++) {
                var gateway = gateways.get(i % gateways.size());
                threads.execute(() -> {
                    while (!done.get()) {
                        read(gateway);
                    }
                });
            }
            try {
                for (int i = 0; i < rounds && !end.get(); i++) {
                    round(threads);
                }
            } finally {
                done.set(true);
            }
        }
    }

    private void round(ExecutorService threads) throws IOException, InterruptedException {
        boolean well = change(threads, nextName(), caller -> caller.store(current))
                && change(threads, nextName(), caller -> caller.rotate(current))
                && change(threads, nextName(), caller -> caller.rotate(current))
                && change(threads, before(), caller -> caller.rollBack(version - 1))
                && change(threads, History.REVOKED, GatewayCaller::revoke)
                && change(threads, current, GatewayCaller::restore);
        if (!well) {
            Thread.sleep(50);
        }
    }

    private String nextName() {
        before = current;
        current = "key-" + ++names;
        return current;
    }

    private String before() {
        assertThat(before).isNotNull();
        current = before;
        return current;
    }

    private boolean change(ExecutorService threads, String state, Change change) throws InterruptedException, IOException {
        history.begin(state);
        var reply = change.by(writers.get(changes++ % writers.size()));
        if (!reply.ok()) {
            failed(reply.status());
            return false;
        }
        version = Math.max(version, reply.version());
        history.returned(reply.version());
        var readers = new ArrayList<Callable<Void>>();
        for (var gateway : gateways) {
            readers.add(() -> {
                read(gateway);
                read(gateway);
                return null;
            });
        }
        threads.invokeAll(readers);
        return true;
    }

    private void read(GatewayCaller gateway) {
        var begun = history.now();
        GatewayCaller.Reply read;
        try {
            read = gateway.retrieve();
        } catch (IOException e) {
            failed(NO_ANSWER);
            return;
        }
        reads.incrementAndGet();
        if (!read.ok() && read.status() != 404) {
            failed(read.status());
        } else if (history.isOlder(read, begun)) {
            older.add(read + " through " + gateway.gateway() + ", begun at " + begun + ", " + history);
        }
    }

    private synchronized void failed(int status) {
        lastFailure = Instant.now();
        failures.merge(status, 1, Integer::sum);
    }

    /** What was read that had been replaced before. */
    Queue<String> older() {
        return older;
    }

    /** How many calls failed, by status. */
    synchronized Map<Integer, Integer> failures() {
        return Map.copyOf(failures);
    }

    synchronized Instant lastFailure() {
        return lastFailure;
    }

    int changes() {
        return changes;
    }

    int reads() {
        return reads.get();
    }
}
