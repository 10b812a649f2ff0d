package io.nija.vault.local;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a server process running: when it ends by itself, it is started again. One thread starts all of its lives and
 * waits for their ends, because Linux ties a child's parent-death signal to the thread that started it.
 */
final class Supervised implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Supervised.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration HEALTHY_LIFE = Duration.ofSeconds(30);

    /** How to start and to stop the process. */
    interface Server {

        ProcessHandle start() throws Exception;

        /** Returns when it has ended. */
        void stop(ProcessHandle process);
    }

    private final String name;
    private final Server server;
    private final Thread thread;
    private final CompletableFuture<ProcessHandle> first = new CompletableFuture<>();
    private volatile @Nullable ProcessHandle current;
    private volatile boolean closing;
    private volatile boolean ended;

    private Supervised(String name, Server server) {
        this.name = name;
        this.server = server;
        this.thread = Thread.ofPlatform().daemon().name("supervise-" + name).unstarted(this::run);
    }

    /** Returns when it has started for the first time, or throws what made that fail. */
    static Supervised start(String name, Server server) throws Exception {
        var supervised = new Supervised(name, server);
        supervised.thread.start();
        try {
            supervised.first.join();
            return supervised;
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Whether it has ended by itself at least once. */
    boolean hasEnded() {
        return ended;
    }

    private void run() {
        var pause = FIRST_PAUSE;
        while (!closing) {
            var started = System.nanoTime();
            try {
                live();
                if (!closing) {
                    log.warn("{} has ended by itself and is started again", name);
                }
            } catch (Exception e) {
                if (first.completeExceptionally(e)) {
                    return;
                }
                log.warn("{} could not be started again: {}", name, e.getMessage());
            }
            var healthy = System.nanoTime() - started > HEALTHY_LIFE.toNanos();
            pause = healthy ? FIRST_PAUSE : pause;
            rest(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void live() throws Exception {
        var process = server.start();
        current = process;
        if (closing) {
            server.stop(process);
        }
        first.complete(process);
        process.onExit().join();
        ended = true;
    }

    private void rest(Duration pause) {
        try {
            if (!closing) {
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            // Only close() interrupts, and the loop looks at that next.
        }
    }

    @Override
    public void close() {
        closing = true;
        var process = current;
        if (process != null && process.isAlive()) {
            server.stop(process);
        }
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
