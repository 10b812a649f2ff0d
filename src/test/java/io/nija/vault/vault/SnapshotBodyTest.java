package io.nija.vault.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** What Vault gets of a snapshot, and what is told when it does not get all. */
class SnapshotBodyTest {

    private static final int LAST = 1 << 16;

    private final byte[] snapshot = new byte[(5 << 20) + 12_345];
    private final ByteArrayOutputStream vault = new ByteArrayOutputStream();

    SnapshotBodyTest() {
        new Random(3).nextBytes(snapshot);
    }

    private void write(OutputStream out) throws IOException {
        int first = 1000;
        out.write(snapshot, 0, first);
        out.write(snapshot[first++]);
        for (int at = first; at < snapshot.length; at += 70_000) {
            out.write(snapshot, at, Math.min(70_000, snapshot.length - at));
        }
    }

    @Test
    void allOfItComesAsItIs() throws IOException {
        new SnapshotBody(this::write).execute(vault);

        assertThat(vault.toByteArray()).isEqualTo(snapshot);
    }

    @Test
    void ofWhatTurnsOutToBeWrongTheEndIsMissing() {
        var wrong = new IOException("it is another one");
        var body = new SnapshotBody(out -> {
            write(out);
            throw wrong;
        });

        assertThatThrownBy(() -> body.execute(vault)).isSameAs(wrong);

        assertThat(body.unreadable()).isSameAs(wrong);
        assertThat(vault.size()).isBetween(1 << 20, snapshot.length - LAST);
        assertThat(Arrays.copyOf(snapshot, vault.size())).isEqualTo(vault.toByteArray());
    }

    @Test
    void tellsABrokenConnectionFromABrokenSnapshot() {
        var body = new SnapshotBody(this::write);

        assertThatThrownBy(() -> body.execute(new OutputStream() {

            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        })).hasMessage("Broken pipe");

        assertThat(body.unreadable()).isNull();
    }
}
