package io.nija.vault.migration;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.IntPredicate;

import io.nija.vault.base.ConsoleException;
import io.nija.vault.credentials.ImportedKey;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the keys of a file that was checked, several at a time. No more keys are in memory than are being worked
 * on.
 *
 * @param hash of the file when it was checked
 */
record Pass(SourceFile file, RowCheck rules, String hash, int parallel, Stop stop) {

    /** @param number counted from 1, in the order of the file */
    record Key(int number, int line, ImportedKey key) {
    }

    /** May be called by several threads at once. */
    interface Work {

        void on(Key key);
    }

    /**
     * Returns when all work has ended; earlier than at the end of the file when a stop was requested.
     *
     * @param skip which keys, by their numbers, to leave out
     */
    void run(IntPredicate skip, Work work) throws IOException {
        var places = new Semaphore(parallel);
        try (var reading = file.open(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int number = 0;
            for (var entry = reading.next(); entry != null && !stop.requested(); entry = reading.next()) {
                var key = key(entry);
                number++;
                if (key == null) {
                    changed();
                } else if (!skip.test(number)) {
                    var next = new Key(number, entry.line(), key);
                    places.acquireUninterruptibly();
                    threads.execute(() -> {
                        try {
                            work.on(next);
                        } catch (ConsoleException e) {
                            stop.request(e.getMessage());
                        } catch (RuntimeException e) {
                            // Nobody has foreseen it, so nobody knows what its message holds.
                            stop.request("The key of line " + next.line() + " failed: " + e.getClass().getName() + ".");
                        } finally {
                            places.release();
                        }
                    });
                }
            }
            if (!stop.requested() && !reading.hash().equals(hash)) {
                changed();
            }
        }
    }

    private @Nullable ImportedKey key(Entry entry) {
        return entry instanceof Row row ? rules.key(row, problem -> changed()) : null;
    }

    private void changed() {
        stop.request("The file was changed while it was being read.");
    }
}
