package io.nija.vault.deployment;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Requests that go on, one after the other from each of some threads, until it is closed. It counts them and keeps what failed. */
final class Traffic implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Thread> threads;
    private volatile boolean over;

    /** @param request answers with the HTTP status, of which only 200 is a success; one for each thread */
    Traffic(List<Callable<Integer>> callers) {
        threads = callers.stream().map(request -> Thread.ofPlatform().start(() -> run(request))).toList();
    }

    private void run(Callable<Integer> request) {
        while (!over) {
            try {
                int status = request.call();
                if (status != 200) {
                    failures.add("status " + status);
                }
            } catch (Exception e) {
                failures.add(e.toString());
            }
            requests.incrementAndGet();
            // Each makes a connection of its own, and the servers on this machine need to get on, too.
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    int requests() {
        return requests.get();
    }

    List<String> failures() {
        return failures;
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        for (var thread : threads) {
            thread.join();
        }
    }
}
