package io.nija.vault.migration;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Tells on standard error how far a pass is: on a terminal in one line that changes, else in a line every few seconds. */
final class Progress implements AutoCloseable {

    private static final boolean TERMINAL = System.console() != null && System.console().isTerminal();
    private static final Duration EVERY = TERMINAL ? Duration.ofMillis(200) : Duration.ofSeconds(5);

    private final String what;
    private final int total;
    private final int before;
    private final AtomicInteger done;
    private final long began = System.nanoTime();
    private final Thread thread = Thread.ofVirtual().unstarted(this::tell);

    /** @param before how many of them earlier runs have done */
    Progress(String what, int total, int before) {
        this.what = what;
        this.total = total;
        this.before = before;
        done = new AtomicInteger(before);
        thread.start();
    }

    void oneDone() {
        done.incrementAndGet();
    }

    private void tell() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                System.err.print(TERMINAL ? "\r" + line() + "\033[K" : line() + "\n");
            }
        } catch (InterruptedException e) {
            // Only close() interrupts.
        }
    }

    private String line() {
        int count = done.get();
        double rate = (count - before) * 1e9 / (System.nanoTime() - began);
        var left = rate > 0 ? ", " + Times.of(Duration.ofSeconds((long) ((total - count) / rate))) + " to go" : "";
        return String.format(Locale.ROOT, "%s %,d of %,d, %,.0f/s%s", what, count, total, rate, left);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.err.print(TERMINAL ? "\r\033[K" : "");
    }
}
