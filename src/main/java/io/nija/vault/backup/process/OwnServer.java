package io.nija.vault.backup.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How a server is started that nobody else is to use and that is not to outlive who started it. */
public final class OwnServer {

    private static final Path SETPRIV = Path.of("/usr/bin/setpriv");

    private OwnServer() {
    }

    /**
     * What goes before its command: on Linux the kernel then ends it with the thread that has started it, and so when the console is killed.
     * The program replaces itself by the server, which keeps the process id. Nothing where that is not to be had.
     */
    public static List<String> endedWithUs() {
        return Files.isExecutable(SETPRIV) ? List.of(SETPRIV.toString(), "--pdeathsig", "KILL") : List.of();
    }

    /** A port of the loopback interface that nobody listens at now. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** Another one than this, which may not be in use yet. */
    public static int freePortBeside(int other) throws IOException {
        int port;
        do {
            port = freePort();
        } while (port == other);
        return port;
    }
}
