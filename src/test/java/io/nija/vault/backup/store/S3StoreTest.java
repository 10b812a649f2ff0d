package io.nija.vault.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import io.nija.vault.testing.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real S3 server, which dies in the middle and comes back. */
class S3StoreTest extends StoreTest {

    private static final byte[] PART = new byte[8 << 20];
    private static S3Server server;
    private static S3Store store;

    @BeforeAll
    static void start() throws IOException {
        server = S3Server.start("backups");
        store = new S3Store(properties("backups", server.address()));
    }

    @AfterAll
    static void stop() throws IOException {
        store.close();
        server.close();
    }

    static S3Properties properties(String bucket, URI endpoint) {
        return new S3Properties(bucket, "nija", "us-east-1", endpoint, true, "key", "secret", "AES256", null);
    }

    @AfterEach
    void empty() throws IOException {
        store.removeUnfinished(Duration.ZERO);
        for (var file : store.list("")) {
            store.delete(file.path());
        }
    }

    @Override
    BackupStore store() {
        return store;
    }

    @Test
    void saysWhenThereIsNoBucket() {
        try (var other = new S3Store(properties("other", server.address()))) {
            assertThatThrownBy(() -> other.write("a", out -> out.write(1))).isInstanceOf(IOException.class).hasMessageContaining("bucket");
            assertThatThrownBy(() -> other.list("")).hasMessage("There is no bucket other in the S3 store.");
        }
    }

    @Test
    void saysWhenTheServerIsAwayAndGoesOnWhenItIsBack() throws Exception {
        server.kill();
        try {
            assertThatThrownBy(() -> store.write("a", out -> out.write(1))).isInstanceOf(IOException.class)
                    .hasMessage("The S3 store does not answer: the bucket backups, below nija/, at " + server.address() + ".");
        } finally {
            server.startAgain();
        }

        store.write("a", out -> out.write(1));

        assertThat(read("a")).containsExactly(1);
    }

    @Test
    void hasNothingOfWhatItWasGivenWhenTheServerDiesInTheMiddle() throws Exception {
        assertThatThrownBy(() -> store.write("a", out -> {
            out.write(PART);
            server.kill();
            out.write(PART);
            out.write(PART);
        })).isInstanceOf(IOException.class).hasMessageContaining("does not answer");
        server.startAgain();

        assertThat(store.list("")).isEmpty();
        assertThat(store.removeUnfinished(Duration.ofHours(1))).as("too young").isZero();
        assertThat(store.removeUnfinished(Duration.ZERO)).isEqualTo(1);
        assertThat(store.removeUnfinished(Duration.ZERO)).isZero();
    }

    @Test
    void tellsOfNoSecret() {
        assertThat(properties("backups", server.address()).toString()).doesNotContain("secret");
        assertThat(store.place()).doesNotContain("secret");
    }
}
