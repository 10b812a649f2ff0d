package io.nija.vault.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A request to something that is measured. wrk sends it as text from a file; once in a while it is sent from here to see
 * that the answer is right and not only fast.
 *
 * @param path     with the leading slash
 * @param body     empty for a GET
 * @param expected each of these is in the right answer
 */
record Call(String method, String path, Map<String, String> headers, String body, List<String> expected) {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY).build();

    /** Each request is ended by a NUL. */
    static void write(List<Call> calls, URI address, Path file) {
        try (var out = Files.newBufferedWriter(file)) {
            for (var call : calls) {
                out.write(call.text(address));
                out.write('\0');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(URI address) {
        var text = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(address.getAuthority());
        headers.forEach((name, value) -> text.append("\r\n").append(name).append(": ").append(value));
        if (!body.isEmpty()) {
            text.append("\r\nContent-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length);
        }
        return text.append("\r\n\r\n").append(body).toString();
    }

    /** @throws BenchException when the answer is another than the right one */
    void check(URI address) {
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(10))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !expected.stream().allMatch(answer.body()::contains)) {
                throw new BenchException("%s %s was answered by %d and not by what was stored".formatted(method, path, answer.statusCode()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without headers and body: they hold tokens. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
