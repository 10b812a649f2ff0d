package io.nija.vault.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** For a process that has been started and does not serve yet. */
final class Waiting {

    private static final long PATIENCE_SECONDS = 120;
    private static final long PAUSE_MILLISECONDS = 10;

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY).build();

    private Waiting() {
    }

    /**
     * @param ready may fail as long as nobody listens
     * @throws BenchException with the process's last words, when it ends instead or takes too long
     */
    static void until(Children children, String name, Process process, BooleanSupplier ready) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!isReady(ready)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new BenchException(name + " did not start; what it said is in " + children.log(name) + ":" + children.lastWords(name));
            }
            try {
                Thread.sleep(PAUSE_MILLISECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Whether it is answered by 200 there. */
    static boolean answers(URI address) {
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isReady(BooleanSupplier ready) {
        try {
            return ready.getAsBoolean();
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
