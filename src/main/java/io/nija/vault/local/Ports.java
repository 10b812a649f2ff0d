package io.nija.vault.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;

/** Ports on the loopback address: found free once, and kept for the next start while nobody else takes them. */
final class Ports {

    private final Path memory;

    /** @param memory the file that remembers them */
    Ports(Path memory) {
        this.memory = memory;
    }

    int choose(String name) {
        var remembered = PrivateFiles.read(memory);
        var last = Integer.parseInt(remembered.getProperty(name, "0"));
        if (last != 0 && isFree(last)) {
            return last;
        }
        int port;
        do {
            port = anyFree();
        } while (remembered.containsValue(String.valueOf(port)));
        remembered.setProperty(name, String.valueOf(port));
        PrivateFiles.write(memory, remembered);
        return port;
    }

    /** @throws LocalStackException when something listens on it already */
    static void requireFree(int port, String whose, String option) {
        if (port != 0 && !isFree(port)) {
            throw new LocalStackException("Port %d, for %s, is in use. Choose another with %s=PORT, or 0 for any free one."
                    .formatted(port, whose, option));
        }
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        } catch (IOException e) {
            return false;
        }
        // A browser tries IPv6 first for "localhost", and would end up with whoever listens there.
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("::1"), port), 200);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static int anyFree() {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
