package io.nija.vault.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** What every store has to do. */
abstract class StoreTest {

    /** More than a store keeps in memory, and no whole number of any parts. */
    private static final int LARGE = (20 << 20) + 12_345;

    /** An empty one. */
    abstract BackupStore store() throws IOException;

    @Test
    void givesBackWhatItWasGiven() throws Exception {
        var large = new byte[LARGE];
        new Random(1).nextBytes(large);

        store().write("backups/a/one", out -> out.write(large));
        store().write("backups/a/two", out -> out.write("small".getBytes(StandardCharsets.US_ASCII)));
        store().write("backups/b/empty", out -> { });

        assertThat(Arrays.equals(read("backups/a/one"), large)).isTrue();
        assertThat(read("backups/a/two")).asString().isEqualTo("small");
        assertThat(read("backups/b/empty")).isEmpty();
        assertThat(store().list("backups")).extracting(BackupStore.Stored::path).containsExactly("backups/a/one", "backups/a/two", "backups/b/empty");
        assertThat(store().list("backups/a/")).extracting(BackupStore.Stored::bytes).containsExactly((long) LARGE, 5L);
        assertThat(store().list("backups/a/").getFirst().written()).isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
    }

    @Test
    void overwritesNothing() throws Exception {
        store().write("backups/a", out -> out.write(1));

        assertThatThrownBy(() -> store().write("backups/a", out -> out.write(2))).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(read("backups/a")).containsExactly(1);
    }

    @Test
    void keepsWhatCameFirstWhenTwoWriteAtOnce() throws Exception {
        assertThatThrownBy(() -> store().write("backups/a", out -> {
            store().write("backups/a", other -> other.write(1));
            out.write(2);
        })).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(read("backups/a")).containsExactly(1);
    }

    @Test
    void hasNothingOfWhatFailedHalfway() throws Exception {
        assertThatThrownBy(() -> store().write("backups/a", out -> {
            out.write(new byte[LARGE]);
            throw new IOException("the source broke");
        })).hasMessage("the source broke");

        assertThat(store().list("")).isEmpty();
        assertThat(store().removeUnfinished(Duration.ZERO)).as("left behind").isZero();
    }

    @Test
    void saysWhatIsNotThere() throws Exception {
        assertThatThrownBy(() -> read("backups/none")).isInstanceOf(NoSuchFileException.class);
        assertThat(store().list("backups/none")).isEmpty();
    }

    @Test
    void removesWhatIsThereAndDoesNotMindWhatIsNot() throws Exception {
        store().write("backups/a/one", out -> out.write(1));

        store().delete("backups/a/one");
        store().delete("backups/a/one");

        assertThat(store().list("backups")).isEmpty();
    }

    byte[] read(String path) throws IOException {
        try (var in = store().read(path)) {
            return in.readAllBytes();
        }
    }
}
