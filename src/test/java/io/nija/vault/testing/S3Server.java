package io.nija.vault.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An S3 server of a test's own, a process, which keeps what it is given in a directory and may be killed and started
 * again on it. It takes any access key. Its addresses have the bucket in the path: {@code http://127.0.0.1:1234/backups/…}.
 */
public final class S3Server implements AutoCloseable {

    /** Where Maven has copied it. */
    private static final Path JAR = Path.of("target", "s3", "s3mock.jar").toAbsolutePath();
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final Path directory;
    private final URI address;
    private final List<String> buckets;
    private final Thread end = new Thread(this::kill);
    private Process process;

    private S3Server(List<String> buckets) throws IOException {
        assertThat(JAR).as("the S3 server; get it by: mvn dependency:copy@s3").exists();
        this.buckets = buckets;
        directory = Files.createTempDirectory("s3-server");
        Files.createDirectories(directory.resolve("data"));
        address = URI.create("http://127.0.0.1:" + DevVault.freePort());
        Runtime.getRuntime().addShutdownHook(end);
    }

    /** Returns when it serves, with these buckets, which are empty. */
    public static S3Server start(String... buckets) throws IOException {
        var server = new S3Server(List.of(buckets));
        try {
            server.startAgain();
            return server;
        } catch (RuntimeException | AssertionError e) {
            server.close();
            throw e;
        }
    }

    /** On the data of its earlier life. Returns when it serves. */
    public void startAgain() throws IOException {
        assertThat(process == null || !process.isAlive()).as("it does not run already").isTrue();
        var store = "--com.adobe.testing.s3mock.store.";
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", JAR.toString(),
                // Its other port, which has no address of its own, is nobody's here.
                "--server.address=127.0.0.1", "--server.port=" + address.getPort(), "--server.ssl.enabled=false", "--http.port=0",
                store + "root=" + directory.resolve("data"), store + "retain-files-on-exit=true",
                store + "initial-buckets=" + String.join(",", buckets)));
        process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile())).start();
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(() -> !process.isAlive() || serves());
        assertThat(process.isAlive()).as(Files.readString(log())).isTrue();
    }

    private boolean serves() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Without a slash at its end. */
    public URI address() {
        return address;
    }

    private Path log() {
        return directory.resolve("log");
    }

    /** As {@code kill -9} does, and returns when it has ended. What it holds stays. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    @Override
    public void close() throws IOException {
        kill();
        Runtime.getRuntime().removeShutdownHook(end);
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
