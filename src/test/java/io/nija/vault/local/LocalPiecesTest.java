package io.nija.vault.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The small pieces of the stack, each by itself. */
class LocalPiecesTest {

    @TempDir
    private Path temporary;

    @Test
    void portsAreKeptWhileTheyAreFree() throws IOException {
        var ports = new Ports(temporary.resolve("ports.properties"));
        var port = ports.choose("vault");
        assertThat(new Ports(temporary.resolve("ports.properties")).choose("vault")).isEqualTo(port);
        try (var other = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(ports.choose("vault")).isNotEqualTo(other.getLocalPort());
        }
    }

    @Test
    void aPortInUseIsNamedTogetherWithTheWayOut() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            var port = other.getLocalPort();
            assertThatThrownBy(() -> Ports.requireFree(port, "the console", "--server.port"))
                    .isInstanceOf(LocalStackException.class)
                    .hasMessageContaining(String.valueOf(port)).hasMessageContaining("--server.port=");
        }
        assertThatCode(() -> Ports.requireFree(0, "the console", "--server.port")).doesNotThrowAnyException();
    }

    @Test
    void passwordsAreMadeUpOnceAndDifferFromPersonToPerson() {
        var file = temporary.resolve("demo-people.properties");
        var people = DemoPeople.load(file);
        assertThat(people.all()).extracting(DemoPerson::password).doesNotHaveDuplicates().allMatch(password -> password.length() == 14);
        assertThat(DemoPeople.load(file)).isEqualTo(people);
        assertThat(people.toString()).doesNotContain(people.all().getFirst().password());
    }

    @Test
    void aProcessIsOnlyOursWhenItsCommandLineSaysSo() throws IOException {
        var process = new ProcessBuilder("sleep", "60").start();
        try {
            var pidFile = Files.writeString(temporary.resolve("vault.pid"), process.pid() + "\n");
            assertThat(Leftovers.find(pidFile, "-config=/somewhere/bao.hcl")).isEmpty();
            var found = Leftovers.find(pidFile, "60").orElseThrow();
            Leftovers.end(found, "TERM");
            assertThat(found.isAlive()).isFalse();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Leftovers.find(temporary.resolve("no.pid"), "60")).isEmpty();
    }

    @Test
    void aMissingVaultProgramIsAnsweredWithTheChoices() {
        assertThatThrownBy(() -> Programs.bao(Optional.of(temporary.resolve("bao"))))
                .isInstanceOf(LocalStackException.class).hasMessageContaining("VAULT_CONSOLE_BAO");
    }

    @Test
    void aServerThatDiesIsStartedAgainUntilItIsStopped() throws Exception {
        var starts = new CountDownLatch(2);
        var server = new Supervised.Server() {
            private volatile ProcessHandle last = ProcessHandle.current();

            @Override
            public ProcessHandle start() throws IOException {
                last = new ProcessBuilder("sleep", "60").start().toHandle();
                starts.countDown();
                return last;
            }

            @Override
            public void stop(ProcessHandle process) {
                Leftovers.end(process, "TERM");
            }
        };
        var supervised = Supervised.start("sleep", server);
        server.last.destroyForcibly();
        assertThat(starts.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(supervised.hasEnded()).isTrue();
        supervised.close();
        assertThat(server.last.isAlive()).isFalse();
    }

    @Test
    void aServerThatNeverStartsIsReportedAtOnce() {
        assertThatThrownBy(() -> Supervised.start("nothing", new Supervised.Server() {
            @Override
            public ProcessHandle start() throws IOException {
                throw new IOException("no such program");
            }

            @Override
            public void stop(ProcessHandle process) {
            }
        })).isInstanceOf(IOException.class).hasMessage("no such program");
    }
}
