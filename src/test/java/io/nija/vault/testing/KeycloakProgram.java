package io.nija.vault.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Keycloak where Maven has unpacked it, and how to run it. */
public record KeycloakProgram(Path home) {

    private static final Path UNPACKED = Path.of("target", "keycloak").toAbsolutePath();

    /** As its script has them; the script itself would stand between the process and its end. */
    private static final List<String> OPTIONS = List.of("-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Dpicocli.disable.closures=true", "-Duser.language=en", "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED", "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED");
    private static final List<String> SMALL = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** With its own build done, once: it starts in half the time then. */
    public static KeycloakProgram optimised() throws IOException {
        var program = new KeycloakProgram(unpacked());
        var done = program.home.resolve("optimised");
        if (!Files.exists(done)) {
            program.build();
            Files.createFile(done);
        }
        return program;
    }

    private static Path unpacked() throws IOException {
        assertThat(UNPACKED).as("Keycloak; unpack it by: mvn dependency:unpack@keycloak").isDirectory();
        try (var versions = Files.list(UNPACKED)) {
            return versions.filter(path -> path.resolve("lib/quarkus-run.jar").toFile().exists()).sorted().toList().getLast();
        }
    }

    private void build() throws IOException {
        var build = run("build", "--db=dev-mem");
        try {
            assertThat(build.waitFor(3, TimeUnit.MINUTES) && build.exitValue() == 0).as(Files.readString(log())).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            build.destroyForcibly();
        }
    }

    /** What runs it with these arguments. */
    public List<String> command(List<String> arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(SMALL);
        command.addAll(OPTIONS);
        command.addAll(List.of("-Dkc.home.dir=" + home, "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-cp", home.resolve("lib/quarkus-run.jar").toString(), "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(arguments);
        return command;
    }

    Process run(String... arguments) throws IOException {
        var command = command(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KC_"));
        return builder.start();
    }

    /** A realm that it takes in when it starts. */
    public Path importFile() throws IOException {
        return Files.createDirectories(home.resolve("data").resolve("import")).resolve("nija.json");
    }

    Path log() {
        return UNPACKED.resolve("keycloak.log");
    }
}
