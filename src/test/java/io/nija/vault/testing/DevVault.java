package io.nija.vault.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.nija.vault.base.SecretValue;

/** An OpenBao of a test's own, in memory, with a root token; for what the stack that all tests share must not go through. */
public final class DevVault implements AutoCloseable {

    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 12_000;
    private static final AtomicInteger NEXT_PORT = new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

    private final URI address;
    private final SecretValue rootToken = SecretValue.of(UUID.randomUUID().toString());
    private final Path directory;
    private final Process process;
    private final Thread end;

    private DevVault(int port, String settings) throws IOException {
        address = URI.create("http://127.0.0.1:" + port);
        directory = Files.createTempDirectory("dev-vault");
        var config = Files.writeString(directory.resolve("dev.hcl"), settings);
        var command = new ArrayList<>(List.of(program(), "server", "-dev", "-dev-no-store-token",
                "-dev-listen-address=127.0.0.1:" + port, "-config=" + config));
        var builder = new ProcessBuilder(command).directory(directory.toFile())
                .redirectErrorStream(true).redirectOutput(directory.resolve("log").toFile());
        builder.environment().put("BAO_DEV_ROOT_TOKEN_ID", rootToken.expose());
        process = builder.start();
        end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
    }

    private static String program() {
        return Optional.ofNullable(System.getenv("VAULT_CONSOLE_BAO")).orElse("bao");
    }

    public static DevVault start() throws IOException {
        return startWith("");
    }

    /** @param settings more of the server's configuration */
    public static DevVault startWith(String settings) throws IOException {
        var vault = new DevVault(freePort(), settings);
        try {
            vault.awaitReady();
            return vault;
        } catch (RuntimeException e) {
            vault.close();
            throw e;
        }
    }

    /**
     * A port of this machine that nothing listens on, another one each time. It is below those that systems give to connections and
     * to whoever asks for any, so that nobody takes it before it is used, or while what listened is away.
     */
    public static int freePort() throws IOException {
        while (true) {
            int port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
            try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return port;
            } catch (BindException e) {
                // Somebody's: the next one.
            }
        }
    }

    private void awaitReady() throws IOException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!ready()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("OpenBao did not start: " + Files.readString(directory.resolve("log")));
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** The engines are there last; a new KV mount still upgrades itself for a moment. */
    private boolean ready() {
        try {
            return root().send("GET", "secret/config").ok();
        } catch (RuntimeException e) {
            return false;
        }
    }

    public URI address() {
        return address;
    }

    public SecretValue rootToken() {
        return rootToken;
    }

    public VaultCaller root() {
        return new VaultCaller(address, rootToken.expose());
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        Runtime.getRuntime().removeShutdownHook(end);
        try (var files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
