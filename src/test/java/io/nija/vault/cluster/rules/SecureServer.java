package io.nija.vault.cluster.rules;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.nija.vault.testing.DevVault;

import static org.awaitility.Awaitility.await;

/** An OpenBao with TLS, that serves nobody yet. */
record SecureServer(URI address, Process process) implements AutoCloseable {

    /** @param home has {@code certificate.pem} and {@code key.pem} */
    static SecureServer start(Path home) throws IOException {
        var address = URI.create("https://127.0.0.1:" + DevVault.freePort());
        Files.writeString(home.resolve("bao.hcl"), """
                storage "inmem" {}
                listener "tcp" {
                  address       = "127.0.0.1:%d"
                  tls_cert_file = "certificate.pem"
                  tls_key_file  = "key.pem"
                }
                """.formatted(address.getPort()));
        var process = new ProcessBuilder(Optional.ofNullable(System.getenv("VAULT_CONSOLE_BAO")).orElse("bao"), "server", "-config=bao.hcl")
                .directory(home.toFile()).redirectErrorStream(true).redirectOutput(home.resolve("log").toFile()).start();
        var server = new SecureServer(address, process);
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            try (var socket = new Socket("127.0.0.1", address.getPort())) {
                return socket.isConnected() && process.isAlive();
            }
        });
        return server;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
