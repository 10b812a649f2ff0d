package io.nija.vault.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that does a drill and is killed as by {@code kill -9}. */
class KilledDrillTest {

    private static final String SEAL = """
            seal "static" {
              current_key_id = "1"
              current_key    = "file://%s"
            }
            """;

    @TempDir
    Path directory;

    @Test
    void itsServerEndsWithItAndItsFilesAreRemovedByTheNext() throws Exception {
        var seal = Files.write(directory.resolve("seal.key"), new byte[32]);
        var drills = directory.resolve("drills");
        var killed = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                Killed.class.getName(), drills.toString(), BackedUpVault.program().toString(), SEAL.formatted(seal)).inheritIO().start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> !files(drills, "ready").isEmpty());
            var server = killed.children().toList();
            assertThat(server).isNotEmpty().allMatch(ProcessHandle::isAlive);
            Leftovers.clear(drills);
            assertThat(files(drills, "ready")).as("what somebody still uses").hasSize(1);

            killed.destroyForcibly().waitFor();

            await().until(() -> server.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(files(drills, "ready")).hasSize(1);
            Leftovers.clear(drills);
            assertThat(drills).isEmptyDirectory();
        } finally {
            killed.destroyForcibly();
        }
    }

    private static List<Path> files(Path directory, String name) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (var all = Files.walk(directory)) {
            return all.filter(file -> file.endsWith(name)).toList();
        }
    }

    /** The process. */
    static final class Killed {

        private Killed() {
        }

        public static void main(String[] arguments) throws Exception {
            var home = Files.createDirectory(PrivateDirectory.in(Path.of(arguments[0])).path().resolve("restored"));
            var vault = new IsolatedVault(IsolatedServer.start(Path.of(arguments[1]), home, arguments[2], IsolatedStorage.RAFT), Duration.ofSeconds(60));
            vault.initialise();
            Files.createFile(home.resolve("ready"));
            Thread.sleep(Duration.ofMinutes(5));
        }
    }
}
