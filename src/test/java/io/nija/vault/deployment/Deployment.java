package io.nija.vault.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

import io.nija.vault.testing.DevVault;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code docker/first-start} has made for a deployment on this machine, with a port of this machine for each that a
 * service listens on. The console's public name is {@code localhost}, and the sign-in's {@code 127.0.0.1}.
 */
final class Deployment implements AutoCloseable {

    private static final List<String> ENDPOINTS = List.of("vault-1:8200", "vault-1:8201", "vault-1:8202", "vault-1:8203", "vault-1:8209", "vault-1:8210",
            "vault-2:8200", "vault-2:8201", "vault-2:8202", "vault-2:8203", "vault-2:8209", "vault-2:8210",
            "vault-3:8200", "vault-3:8201", "vault-3:8202", "vault-3:8203", "vault-3:8209", "vault-3:8210",
            "postgres:5432", "redis:6379", "keycloak:8443", "console-1:8443", "console-2:8443", "s3:8334", "proxy:443");

    private final Path directory;
    private final ComposeFile compose;
    private final Map<String, Integer> ports = new HashMap<>();

    private Deployment(Path directory, Map<String, String> settings) throws IOException {
        this.directory = directory;
        // Root has given it all to the containers' user, while here the processes are root's own.
        run(directory, "chown", "-R", "--reference=.", ".secrets", ".data");
        var variables = new Properties();
        try (var file = Files.newBufferedReader(directory.resolve(".env"))) {
            variables.load(file);
        }
        variables.putAll(settings);
        compose = ComposeFile.read(variables.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toString(), entry -> entry.getValue().toString())),
                variables.getProperty("COMPOSE_FILE", "compose.yaml").split(":"));
        for (var endpoint : ENDPOINTS) {
            ports.put(endpoint, DevVault.freePort());
        }
    }

    /** What has been made in this directory. */
    static Deployment in(Path directory) throws IOException {
        return new Deployment(directory, Map.of());
    }

    /** @param settings that an operator has added to {@code .env} */
    static Deployment make(Map<String, String> settings) throws IOException {
        var directory = Files.createTempDirectory("nija");
        assertThat(run(directory, ComposeFile.FOLDER.resolve("first-start").toString(), "--into", directory.toString(), "localhost", "127.0.0.1"))
                .contains("Made " + directory);
        return new Deployment(directory, settings);
    }

    /** Runs a script of the repository to its end. Returns what it prints. */
    static String run(Path workingDirectory, String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(workingDirectory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(output).isZero();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return output;
    }

    Path directory() {
        return directory;
    }

    ComposeFile compose() {
        return compose;
    }

    /** What a file below {@code .secrets} holds. */
    String secret(String file) throws IOException {
        return Files.readString(directory.resolve(".secrets").resolve(file)).strip();
    }

    /** @param endpoint such as {@code vault-1:8200} */
    int port(String endpoint) {
        return ports.get(endpoint);
    }

    URI console() {
        return URI.create("https://localhost:" + port("proxy:443") + "/");
    }

    URI issuer() {
        return URI.create("https://127.0.0.1:" + port("proxy:443") + "/realms/nija");
    }

    /**
     * A text that holds where containers are, with where the processes are in its place: each endpoint is a port of
     * {@code localhost}, and the public addresses get the proxy's.
     */
    String onThisMachine(String text) {
        var local = text;
        for (var endpoint : ENDPOINTS) {
            local = local.replaceAll("(?<![\\w-])" + endpoint + "(?!\\d)", "localhost:" + port(endpoint));
        }
        return local.replaceAll("https://(localhost|127\\.0\\.0\\.1)(?![:\\w.])", "https://$1:" + port("proxy:443"));
    }

    /** The services' certificates, and nobody else's, are believed. */
    SSLContext trust() {
        try (InputStream in = Files.newInputStream(directory.resolve(".secrets/trust/trust.p12"))) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, "changeit".toCharArray());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpClient client() {
        return HttpClient.newBuilder().sslContext(trust()).connectTimeout(Duration.ofSeconds(2)).proxy(HttpClient.Builder.NO_PROXY).build();
    }

    /** Whether the address answers with 200. */
    boolean serves(String url) throws IOException {
        try (var client = client()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
