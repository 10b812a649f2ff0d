package io.nija.vault.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A line to a server that holds back one answer in so many for a while, after the server has given it: what such an
 * answer says may be outdated when it arrives.
 */
public final class SlowLine implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final URI server;
    private final int oneIn;
    private final Duration longest;

    private SlowLine(URI server, int oneIn, Duration longest) throws IOException {
        this.server = server;
        this.oneIn = oneIn;
        this.longest = longest;
        Thread.ofVirtual().start(this::accept);
    }

    /** @param longest how long an answer is held back at most */
    public static SlowLine to(URI server, int oneIn, Duration longest) throws IOException {
        return new SlowLine(server, oneIn, longest);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var near = listener.accept();
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException e) {
                // Closed, which the loop looks at next.
            }
        }
    }

    private void connect(Socket near) {
        try (near; var far = new Socket(server.getHost(), server.getPort())) {
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            var requests = Thread.ofVirtual().start(() -> copy(near, far, 0));
            copy(far, near, oneIn);
            near.close();
            requests.interrupt();
        } catch (IOException e) {
            // The server is away: the caller sees a connection that ends.
        }
    }

    private void copy(Socket from, Socket to, int slowOneIn) {
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            var buffer = new byte[16_384];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (slowOneIn > 0 && ThreadLocalRandom.current().nextInt(slowOneIn) == 0) {
                    Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest.toMillis())));
                }
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            // One side has gone, so the other is let go too.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
