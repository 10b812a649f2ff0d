package io.nija.vault.backup.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.archive.BackupSource;

/** Some megabytes that no compression makes smaller, with something that happens in their middle or at their end. */
final class TestSource implements BackupSource {

    static final int MEGABYTE = 1 << 20;

    interface Event {

        void happens() throws IOException;
    }

    private final int megabytes;
    private final Event middle;
    private final Event end;

    TestSource(int megabytes, Event middle) {
        this(megabytes, middle, () -> { });
    }

    /** @param end happens once the content is stored */
    TestSource(int megabytes, Event middle, Event end) {
        this.megabytes = megabytes;
        this.middle = middle;
        this.end = end;
    }

    /** One that stops in its middle until it is let go, or interrupted. */
    static TestSource held(CountDownLatch reached, CountDownLatch go) {
        return new TestSource(2, () -> {
            reached.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IOException("interrupted", e);
            }
        });
    }

    @Override
    public BackupKind kind() {
        return BackupKind.CONSOLE_DATABASE;
    }

    @Override
    public void take(Parts parts) throws IOException {
        parts.step("Writing");
        parts.add("content", this::write);
        end.happens();
        parts.count("megabytes", megabytes);
    }

    private void write(OutputStream out) throws IOException {
        var random = new Random(7);
        var block = new byte[MEGABYTE];
        for (int i = 0; i < megabytes; i++) {
            if (i == megabytes / 2) {
                middle.happens();
            }
            random.nextBytes(block);
            out.write(block);
        }
    }
}
