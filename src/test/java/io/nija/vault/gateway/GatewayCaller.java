package io.nija.vault.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** A program that keeps one key of one person through a gateway, with that person's access token. */
record GatewayCaller(URI gateway, String token, String user, String broker) {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();
    /** Longer than the gateway itself can take, so that no change is made after its caller has given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * @param version of the key; 0 when the answer says none
     * @param apiKey  empty when the answer holds none
     */
    record Reply(int status, int version, String apiKey) {

        boolean ok() {
            return status == 200;
        }
    }

    Reply store(String apiKey) throws IOException {
        return post("store", Map.of("api_key", apiKey, "api_secret", "secret of " + apiKey));
    }

    Reply rotate(String apiKey) throws IOException {
        return post("rotate", Map.of("new_api_key", apiKey, "new_api_secret", "secret of " + apiKey));
    }

    Reply rollBack(int version) throws IOException {
        return post("rollback", Map.of("version", version));
    }

    Reply restore() throws IOException {
        return post("restore", Map.of());
    }

    Reply revoke() throws IOException {
        return reply(HttpRequest.newBuilder(address("revoke?user_id=" + user + "&broker=" + broker)).DELETE());
    }

    Reply retrieve() throws IOException {
        return post("retrieve", Map.of());
    }

    /** @param requestId by which the request is on record */
    Reply retrieve(String requestId) throws IOException {
        return reply(request("retrieve", Map.of()).header("X-Request-Id", requestId));
    }

    private Reply post(String what, Map<String, Object> fields) throws IOException {
        return reply(request(what, fields));
    }

    private HttpRequest.Builder request(String what, Map<String, Object> fields) {
        var body = JSON.createObjectNode().put("user_id", user).put("broker", broker);
        fields.forEach((name, value) -> body.putPOJO(name, value));
        return HttpRequest.newBuilder(address(what)).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()));
    }

    private URI address(String what) {
        return gateway.resolve("v1/credentials/" + what);
    }

    private Reply reply(HttpRequest.Builder request) throws IOException {
        HttpResponse<String> response;
        try {
            response = HTTP.send(request.header("Authorization", "Bearer " + token).timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
        int version = response.headers().firstValue("ETag").map(tag -> Integer.parseInt(tag.replace("\"", ""))).orElse(0);
        return new Reply(response.statusCode(), version, JSON.readTree(response.body()).at("/credentials/api_key").asString(""));
    }
}
