package io.nija.vault.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.RedisClient;
import redis.embedded.core.ExecutableProvider;

/** A Redis of a test's own, which keeps nothing on the disk and may be killed, started again and suspended. */
public final class DevRedis implements AutoCloseable {

    private final Path directory;
    private final Path program;
    private final int port;
    private final Thread end = new Thread(this::kill);
    private Process process;

    private DevRedis() throws IOException {
        directory = Files.createTempDirectory("dev-redis");
        program = ExecutableProvider.newJarResourceProvider(directory.toFile()).get().toPath();
        port = DevVault.freePort();
        process = launch();
        Runtime.getRuntime().addShutdownHook(end);
    }

    public static DevRedis start() throws IOException {
        return new DevRedis();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(List.of(program.toString(), "--bind", "127.0.0.1", "--port", String.valueOf(port),
                "--save", "", "--appendonly", "no")).directory(directory.toFile())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile())).start();
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public void kill() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** From now on it takes requests and answers none. */
    public void suspend() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor() != 0) {
            throw new IllegalStateException("Redis does not run");
        }
    }

    /** Once more, and empty. */
    public void startAgain() throws IOException {
        process = launch();
    }

    /** Lets it forget everything again and again, as one that is restarted does, until that is closed. */
    public AutoCloseable forgetAll(Duration every) {
        var client = RedisClient.create(url());
        var connection = client.connect();
        var timer = Executors.newSingleThreadScheduledExecutor();
        timer.scheduleAtFixedRate(() -> connection.sync().flushall(), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return () -> {
            timer.close();
            client.shutdown();
        };
    }

    @Override
    public void close() throws IOException {
        kill();
        Runtime.getRuntime().removeShutdownHook(end);
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
