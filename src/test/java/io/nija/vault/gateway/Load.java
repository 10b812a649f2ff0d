package io.nija.vault.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Reads from many threads, some hundred a second altogether, each with an id of its own. */
final class Load {

    private static final int NO_ANSWER = 0;
    private static final Duration PAUSE = Duration.ofMillis(20);

    interface Event {

        void happen() throws Exception;
    }

    /** What became of the reads that began while something was the case. */
    static final class Phase {

        private final String name;
        private final List<Long> nanos = new ArrayList<>();
        private final Map<Integer, Integer> failures = new TreeMap<>();

        private Phase(String name) {
            this.name = name;
        }

        private synchronized void add(int status, long took) {
            nanos.add(took);
            if (status != 200) {
                failures.merge(status, 1, Integer::sum);
            }
        }

        String name() {
            return name;
        }

        /** How many failed, by status. */
        synchronized Map<Integer, Integer> failures() {
            return Map.copyOf(failures);
        }

        synchronized int answered() {
            return nanos.size() - failures.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** That 99 of 100 took at most. */
        synchronized Duration slowest99() {
            var sorted = nanos.stream().sorted().toList();
            return sorted.isEmpty() ? Duration.ZERO : Duration.ofNanos(sorted.get(sorted.size() * 99 / 100));
        }

        @Override
        public String toString() {
            return "%-16s %5d answered, p99 %4d ms, failures %s%n".formatted(name, answered(), slowest99().toMillis(), failures());
        }
    }

    private final List<Phase> phases = new ArrayList<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicInteger number = new AtomicInteger();
    private volatile Phase phase = new Phase("before");
    private volatile boolean ended;

    Load(List<GatewayCaller> callers) {
        for (var caller : callers) {
            threads.add(Thread.ofVirtual().start(() -> readOn(caller)));
        }
    }

    private void readOn(GatewayCaller caller) {
        while (!ended) {
            var now = phase;
            var begun = System.nanoTime();
            int status = read(caller);
            // One that breaks off does so because of what happens then, and not when it began.
            (status == NO_ANSWER ? phase : now).add(status, System.nanoTime() - begun);
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private int read(GatewayCaller caller) {
        var id = run + "-" + number.incrementAndGet();
        try {
            var reply = caller.retrieve(id);
            if (reply.ok()) {
                answered.add(id);
            }
            return reply.status();
        } catch (IOException e) {
            return NO_ANSWER;
        }
    }

    /** Lets something happen, and goes on for a while after it has. */
    void during(String name, Duration longer, Event event) throws Exception {
        phase = new Phase(name);
        phases.add(phase);
        event.happen();
        TimeUnit.NANOSECONDS.sleep(longer.toNanos());
    }

    void end() throws InterruptedException {
        ended = true;
        for (var thread : threads) {
            thread.join();
        }
    }

    /** The ids of the reads that were answered. */
    Set<String> answered() {
        return answered;
    }

    List<Phase> phases() {
        return phases;
    }

    @Override
    public String toString() {
        return phases.stream().map(Phase::toString).collect(Collectors.joining());
    }
}
