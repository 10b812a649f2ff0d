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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.nija.vault.vault.AppRoleCredentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The jar as production starts it: without the profile {@code local}, with its settings in the environment. It has its
 * port from the beginning, so that others can be told of it before it runs, and may be killed and started again.
 */
public final class ProductionConsole implements AutoCloseable {

    private static final Path JAR = Path.of("target", "vault-console.jar").toAbsolutePath();
    private static final List<String> SETTINGS = List.of("VAULT_", "OIDC_", "SPRING_", "CONSOLE_", "GATEWAY_", "REDIS_", "SERVER_");
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final URI address;
    private final Path output;
    private final Thread end = new Thread(this::kill);
    private Process process;

    /** @param name of the file in {@code target/e2e} that gets what it prints */
    public ProductionConsole(String name) throws IOException {
        address = URI.create("http://localhost:" + DevVault.freePort() + "/");
        output = Files.createDirectories(Path.of("target", "e2e").toAbsolutePath()).resolve(name + ".txt");
        Files.deleteIfExists(output);
        Runtime.getRuntime().addShutdownHook(end);
    }

    /** What it needs at least; a test adds its own. */
    public static Map<String, String> settings(DevVault vault, AppRoleCredentials appRole, DevPostgres database, URI issuer, String clientSecret) {
        return settings(List.of(vault.address()), appRole, database, issuer, clientSecret);
    }

    /** @param vault the addresses of its nodes, the preferred one first */
    public static Map<String, String> settings(List<URI> vault, AppRoleCredentials appRole, DevPostgres database, URI issuer,
            String clientSecret) {
        var settings = new HashMap<>(database.settings());
        settings.putAll(Map.of("VAULT_ADDR", vault.stream().map(URI::toString).collect(Collectors.joining(",")),
                "VAULT_ROLE_ID", appRole.roleId(), "VAULT_SECRET_ID", appRole.secretId().expose(),
                "OIDC_ISSUER_URI", issuer.toString(), "OIDC_CLIENT_ID", "vault-console", "OIDC_CLIENT_SECRET", clientSecret));
        return settings;
    }

    /** Returns when it says that it is ready. What it prints comes after what an earlier life of it has printed. */
    public ProductionConsole start(Map<String, String> environment, String... arguments) throws IOException {
        assertThat(JAR).as("the jar; make it by: ./vault-console build").exists();
        assertThat(process == null || !process.isAlive()).as("it does not run already").isTrue();
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-jar",
                JAR.toString(), "--server.address=127.0.0.1", "--server.port=" + address.getPort(), "--gateway.warm-up=0s"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(name -> SETTINGS.stream().anyMatch(name::startsWith));
        builder.environment().putAll(environment);
        process = builder.start();
        await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(100)).until(() -> !process.isAlive() || isReady());
        assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
        return this;
    }

    private boolean isReady() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(address.resolve("actuator/health/readiness")).timeout(Duration.ofSeconds(2));
            return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends with a slash. */
    public URI address() {
        return address;
    }

    public Path output() {
        return output;
    }

    public Process process() {
        return process;
    }

    /** As {@code kill -9} does, and returns when it has ended. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    /** Asks it to end, and kills it when it takes too long. */
    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
            kill();
        }
        Runtime.getRuntime().removeShutdownHook(end);
    }
}
