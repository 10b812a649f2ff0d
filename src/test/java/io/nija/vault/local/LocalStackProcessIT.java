package io.nija.vault.local;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What happens to the stack when processes are started, stopped and killed. */
class LocalStackProcessIT {

    @TempDir
    private Path temporary;
    private Path directory = Path.of("");

    @BeforeEach
    void resolve() throws Exception {
        directory = temporary.toRealPath().resolve("with a space");
    }

    @AfterEach
    void leaveNothingRunning() {
        StackProcess.serversOf(directory).forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void survivesBeingKilledAndStopsWithoutATrace() throws Exception {
        try (var killed = StackProcess.start(directory, Map.of()).awaitStarted()) {
            assertThat(StackProcess.serversOf(directory)).hasSize(2);
            assertRefusesASecond(killed);
            assertCommandsUseTheRunningOne();
            killed.process().destroyForcibly().waitFor();
        }
        assertThat(StackProcess.serversOf(directory)).isNotEmpty();

        try (var next = StackProcess.start(directory, Map.of()).awaitStarted()) {
            assertThat(StackProcess.serversOf(directory)).hasSize(2);
            assertThat(next.output()).doesNotContain("policies");
            next.process().destroy();
            next.end();
        }
        assertThat(StackProcess.serversOf(directory)).isEmpty();
        assertThat(directory.resolve("settings.properties")).doesNotExist();
    }

    private void assertRefusesASecond(StackProcess first) throws Exception {
        try (var second = StackProcess.start(directory, Map.of())) {
            assertThat(second.end()).isEqualTo(1);
            assertThat(second.output().lines()).singleElement().asString()
                    .startsWith("A console is already running here (pid " + first.process().pid());
        }
    }

    private void assertCommandsUseTheRunningOne() throws Exception {
        try (var command = StackProcess.start(directory, Map.of(), "--spring.profiles.active=command").awaitStarted()) {
            assertThat(command.output()).isEqualTo("started\n");
            assertThat(StackProcess.serversOf(directory)).hasSize(2);
            command.process().destroy();
            command.end();
        }
        assertThat(StackProcess.serversOf(directory)).hasSize(2);
        assertThat(directory.resolve("settings.properties")).exists();
    }

    @Test
    void stoppedInTheMiddleOfTheFirstStartItLeavesNothingRunning() throws Exception {
        try (var interrupted = StackProcess.start(directory, Map.of())) {
            await().atMost(Duration.ofMinutes(1)).until(() -> directory.resolve("vault").resolve("vault.pid").toFile().exists());
            interrupted.process().destroy();
            interrupted.end();
            assertThat(interrupted.output()).doesNotContain("\tat ");
        }
        assertThat(StackProcess.serversOf(directory)).isEmpty();
        try (var next = StackProcess.start(directory, Map.of()).awaitStarted()) {
            assertThat(next.output()).contains("had not finished").contains("set-aside");
            next.process().destroy();
            next.end();
        }
    }

    @Test
    void refusesSettingsOfProductionBeforeAnythingIsMade() throws Exception {
        try (var refused = StackProcess.start(directory, Map.of("VAULT_ADDR", "https://vault.example:8200"))) {
            assertThat(refused.end()).isEqualTo(1);
            assertThat(refused.output().lines()).singleElement().asString().contains("VAULT_ADDR");
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void namesAPortInUse() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
             var refused = StackProcess.start(directory, Map.of(), "--local.oidc-port=" + socket.getLocalPort())) {
            assertThat(refused.end()).isEqualTo(1);
            assertThat(refused.output().lines()).singleElement().asString()
                    .contains("Port " + socket.getLocalPort()).contains("--local.oidc-port=");
        }
    }
}
