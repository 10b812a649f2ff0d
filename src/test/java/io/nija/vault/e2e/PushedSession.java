package io.nija.vault.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A person's page without a browser: signed in through the provider, with Vaadin's requests and an open push connection.
 * Hundreds of them fit where a few browsers would.
 */
final class PushedSession implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\"");
    private static final Pattern SYNC = Pattern.compile("\"syncId\":(\\d+)");
    private static final int REDIRECTS = 10;

    private final HttpClient http;
    private final URI console;
    private final String person;
    /** Those of the console and of the provider, which have different names. */
    private final Map<String, String> cookies = new TreeMap<>();
    private final String csrf;
    private final WebSocket push;
    private volatile int serverId;
    private volatile @Nullable Arrival awaited;
    private int clientId;

    /** Signs in and opens the page at its first view. */
    PushedSession(HttpClient http, ConsoleProcess process, String person) throws IOException, InterruptedException {
        this.http = http;
        this.person = person;
        console = URI.create(process.url());
        signIn(person, process.password(person));
        var page = JSON.readTree(get(console.resolve("/?v-r=init&location=&query=&v-sh=720&v-sw=1280&v-wh=720&v-ww=1280&v-tzo=0&v-tzid=UTC&v-wn=bench")).body());
        var uidl = page.at("/appConfig/uidl");
        csrf = uidl.path("Vaadin-Security-Key").asString();
        push = http.newWebSocketBuilder().header("Cookie", cookies()).buildAsync(URI.create("ws://" + console.getAuthority()
                + "/VAADIN/push?v-r=push&v-uiId=0&v-pushId=" + uidl.path("Vaadin-Push-ID").asString()
                + "&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=4.0.1&X-Atmosphere-Transport=websocket"
                + "&X-Atmosphere-TrackMessageSize=true&X-atmo-protocol=true&X-Vaadin-LastSeenServerSyncId=0"), new Pushes()).join();
        go("");
    }

    private void signIn(String person, String password) throws IOException, InterruptedException {
        var form = get(console);
        var hidden = HIDDEN.matcher(form.body());
        if (!hidden.find()) {
            throw new IllegalStateException("No sign-in form: " + form.body());
        }
        var fields = Map.of("username", person, "password", password, hidden.group(1), hidden.group(2)).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
        var answer = send(HttpRequest.newBuilder(form.uri().resolve("/login")).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
        follow(answer);
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return follow(send(HttpRequest.newBuilder(address)));
    }

    private HttpResponse<String> follow(HttpResponse<String> first) throws IOException, InterruptedException {
        var answer = first;
        for (int i = 0; i < REDIRECTS && answer.statusCode() / 100 == 3; i++) {
            answer = send(HttpRequest.newBuilder(answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow())));
        }
        if (answer.statusCode() != 200) {
            throw new IOException(answer.toString());
        }
        return answer;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.header("Accept", "text/html,*/*").header("Cookie", cookies()).build(), BodyHandlers.ofString());
        answer.headers().allValues("Set-Cookie").forEach(cookie -> {
            var pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        });
        return answer;
    }

    private String cookies() {
        return cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; "));
    }

    /** Goes to another view as a click in the navigation does. @return nanoseconds until the answer was there */
    long go(String route) throws IOException, InterruptedException {
        var call = JSON.createObjectNode().put("csrfToken", csrf).put("syncId", serverId).put("clientId", clientId++);
        call.putArray("rpc").addObject().put("type", "event").put("node", 1).put("event", "ui-navigate").putObject("data")
                .put("route", route).put("query", "").put("appShellTitle", "NIJA Vault Console").put("trigger", "client")
                .putObject("historyState").put("idx", clientId);
        var request = HttpRequest.newBuilder(console.resolve("/?v-r=uidl&v-uiId=0")).header("Content-Type", "application/json; charset=UTF-8")
                .POST(BodyPublishers.ofString(call.toString()));
        long start = System.nanoTime();
        var answer = send(request);
        long took = System.nanoTime() - start;
        if (answer.statusCode() != 200 || !answer.body().contains("\"changes\"")) {
            throw new IOException("No other view at " + route + ": " + answer.statusCode() + " " + answer.body().lines().findFirst().orElse(""));
        }
        seen(answer.body());
        return took;
    }

    private void seen(CharSequence message) {
        var numbers = SYNC.matcher(message);
        while (numbers.find()) {
            serverId = Math.max(serverId, Integer.parseInt(numbers.group(1)));
        }
    }

    String person() {
        return person;
    }

    /** When the text is pushed to this page, by {@link System#nanoTime}. It is looked for from now on, in place of an earlier one. */
    CompletableFuture<Long> arrivalOf(String text) {
        var arrival = new Arrival(text, new CompletableFuture<>());
        awaited = arrival;
        return arrival.at;
    }

    boolean isPushed() {
        return !push.isInputClosed() && !push.isOutputClosed();
    }

    @Override
    public void close() {
        push.abort();
    }

    private record Arrival(String text, CompletableFuture<Long> at) {
    }

    private final class Pushes implements WebSocket.Listener {

        /** A message may come in parts. */
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            seen(text);
            message.append(text);
            if (last) {
                var arrival = awaited;
                if (arrival != null && message.indexOf(arrival.text) >= 0) {
                    arrival.at.complete(System.nanoTime());
                }
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
