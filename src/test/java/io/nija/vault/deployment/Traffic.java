package io.nija.vault.deployment;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests that go on, one after the other from each of some threads, until it is closed. It counts them and keeps what failed. */
final class Traffic implements AutoCloseable {

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
