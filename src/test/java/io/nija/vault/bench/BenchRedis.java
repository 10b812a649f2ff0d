package io.nija.vault.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;

import io.nija.vault.testing.DevVault;

/** A Redis that keeps nothing on the disk, as is usual for a cache. */
final class BenchRedis {

    private static final String NAME = "redis";

    private final Process process;
    private final int port;

    private BenchRedis(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static BenchRedis start(Children children) throws IOException {
        int port = DevVault.freePort();
        var process = children.start(NAME, children.directory(), Map.of(), List.of("redis-server", "--bind", "127.0.0.1",
                "--port", String.valueOf(port), "--save", "", "--appendonly", "no"));
        Waiting.until(children, NAME, process, () -> listens(port));
        return new BenchRedis(process, port);
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    ProcessHandle process() {
        return process.toHandle();
    }
}
