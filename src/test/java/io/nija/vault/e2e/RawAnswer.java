package io.nija.vault.e2e;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** An answer as it comes over the wire, to a request that no client of HTTP would send. */
record RawAnswer(String text) {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final Pattern STATUS = Pattern.compile("\\AHTTP/1\\.1 (\\d{3})");

    /** @param head the request's line and headers, without those that say where to and that this is all */
    static RawAnswer to(String address, String... head) throws IOException {
        var console = URI.create(address);
        try (var socket = new Socket(console.getHost(), console.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var request = String.join("\r\n", head) + "\r\nHost: " + console.getAuthority() + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new RawAnswer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }

    int status() {
        var line = STATUS.matcher(text);
        return line.find() ? Integer.parseInt(line.group(1)) : 0;
    }

    Optional<String> header(String name) {
        return headers().stream().filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip()).findFirst();
    }

    List<String> headers() {
        return text.substring(0, Math.max(0, text.indexOf("\r\n\r\n"))).lines().skip(1).toList();
    }
}
