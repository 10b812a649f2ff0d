package io.nija.vault.backup.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;

import io.nija.vault.backup.BackupException;
import io.nija.vault.testing.RaftCluster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real server's snapshot, and what a broken line or a broken machine could make of it. */
class SnapshotCheckTest {

    private static byte[] snapshot;

    @BeforeAll
    static void take() throws Exception {
        try (var cluster = RaftCluster.single(); var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(cluster.address(0).resolve("/v1/sys/storage/raft/snapshot")).header("X-Vault-Token", cluster.rootToken()).build();
            snapshot = client.send(request, BodyHandlers.ofByteArray()).body();
        }
    }

    @Test
    void passesOnAllOfIt() throws Exception {
        var copy = new ByteArrayOutputStream();

        var reached = pass(snapshot, copy);

        assertThat(copy.toByteArray()).isEqualTo(snapshot);
        assertThat(reached.index()).isPositive();
        assertThat(reached.term()).isPositive();
    }

    @Test
    void noticesWhereverItIsCutShort() {
        for (var share : List.of(0.0, 0.001, 0.1, 0.5, 0.9, 0.99)) {
            var cut = Arrays.copyOf(snapshot, (int) (snapshot.length * share));
            assertThatThrownBy(() -> pass(cut, OutputStream.nullOutputStream())).as("%s of it", share).isInstanceOf(BackupException.class);
        }
        for (int missing = 1; missing < 40; missing++) {
            var cut = Arrays.copyOf(snapshot, snapshot.length - missing);
            assertThatThrownBy(() -> pass(cut, OutputStream.nullOutputStream())).as("%d bytes less", missing).isInstanceOf(BackupException.class);
        }
    }

    @Test
    void noticesAnAlteredByteInTheContent() {
        for (int i = 1; i < 10; i++) {
            var altered = snapshot.clone();
            altered[(int) ((long) altered.length * i / 10)] ^= 4;
            assertThatThrownBy(() -> pass(altered, OutputStream.nullOutputStream())).isInstanceOf(BackupException.class);
        }
    }

    @Test
    void noticesWhatIsNoSnapshotAtAll() {
        assertThatThrownBy(() -> pass("{\"errors\": []}".getBytes(), OutputStream.nullOutputStream())).isInstanceOf(BackupException.class);
    }

    @Test
    void tellsAFullStoreFromABrokenSnapshot() {
        var full = new OutputStream() {

            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };

        assertThatThrownBy(() -> pass(snapshot, full)).isExactlyInstanceOf(IOException.class).hasMessage("No space left on device");
    }

    private static SnapshotCheck.Reached pass(byte[] content, OutputStream to) throws IOException {
        return SnapshotCheck.pass(new ByteArrayInputStream(content), to);
    }
}
