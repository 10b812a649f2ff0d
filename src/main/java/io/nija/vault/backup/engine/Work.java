package io.nija.vault.backup.engine;

import java.util.concurrent.CancellationException;

import io.nija.vault.backup.archive.Progress;
import org.jspecify.annotations.Nullable;

/** Work on one backup by this console: how far it has come, and a way to end it. */
class Work implements Progress {

    private final String name;
    private volatile String step = "";
    private volatile long bytes;
    private volatile boolean cancelled;
    private boolean settled;
    private @Nullable Thread thread;

    Work(String name) {
        this.name = name;
    }

    /** On the thread that does it. */
    synchronized void begin() {
        thread = Thread.currentThread();
    }

    String name() {
        return name;
    }

    String step() {
        return step;
    }

    long bytes() {
        return bytes;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Soon ends it, also when it waits for a store or a source: its thread is a virtual one, whose waiting an interrupt ends. */
    synchronized void cancel() {
        if (!settled) {
            cancelled = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /**
     * From now on it is too late to end it: what is left to do must not be interrupted halfway.
     *
     * @throws CancellationException when it was ended before
     */
    synchronized void settle() {
        stopIfCancelled();
        settled = true;
    }

    @Override
    public void at(long bytes) {
        this.bytes = bytes;
        stopIfCancelled();
    }

    @Override
    public void step(String what) {
        step = what;
        stopIfCancelled();
    }

    private void stopIfCancelled() {
        if (cancelled) {
            throw new CancellationException(name);
        }
    }
}
