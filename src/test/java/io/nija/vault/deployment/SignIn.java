package io.nija.vault.deployment;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import io.nija.vault.testing.KeycloakProgram;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The Keycloak of a deployment with the realm that it ships, on a database in memory, as Keycloak would build itself anew for
 * another. People are added as an operator adds them: by the first administrator, past the proxy.
 */
final class SignIn extends ServiceProcess {

    private static final JsonMapper JSON = new JsonMapper();

    private final KeycloakProgram program;
    private final URI address;
    private final HttpClient client;

    SignIn(Deployment deployment) throws IOException {
        super(deployment, "keycloak", Map.of());
        program = KeycloakProgram.optimised();
        address = URI.create("https://localhost:" + deployment.port("keycloak:8443"));
        client = deployment.client();
    }

    @Override
    List<String> command() {
        var arguments = super.command().stream().collect(Collectors.toList());
        arguments.addAll(List.of("--optimized", "--http-host=127.0.0.1"));
        return program.command(arguments);
    }

    @Override
    Map<String, String> environment() {
        var environment = super.environment();
        environment.keySet().removeIf(name -> name.startsWith("KC_DB"));
        environment.put("KC_HTTPS_PORT", String.valueOf(address.getPort()));
        return environment;
    }

    @Override
    void mount() throws IOException {
        super.mount();
        Files.copy(inside("/opt/keycloak/data/import/nija.json"), program.importFile(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** Returns when it serves the realm. */
    void awaitReady() throws IOException {
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200)).until(() -> !isAlive() || serves());
        assertThat(isAlive()).as(output()).isTrue();
        Files.delete(program.importFile());
    }

    private boolean serves() {
        try {
            return send(HttpRequest.newBuilder(address.resolve("/realms/nija/.well-known/openid-configuration"))).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Makes a person with a role. Returns their password. */
    String add(String person, String role) throws IOException {
        var password = UUID.randomUUID().toString();
        var users = "/admin/realms/nija/users";
        assertThat(administer("POST", users, Map.of("username", person, "enabled", true, "firstName", person, "lastName", "Deployed",
                "email", person + "@nija.example", "emailVerified", true,
                "credentials", List.of(Map.of("type", "password", "value", password)))).statusCode()).isEqualTo(201);
        var id = JSON.readTree(administer("GET", users + "?exact=true&username=" + person, null).body()).get(0).get("id").asString();
        var found = JSON.readTree(administer("GET", "/admin/realms/nija/roles/" + role, null).body());
        assertThat(administer("POST", users + "/" + id + "/role-mappings/realm", List.of(found)).statusCode()).isEqualTo(204);
        return password;
    }

    /** So that a test comes by the tokens of a program without a browser; in the shipped realm no client may. */
    void allowPasswordsTo(String clientId) throws IOException {
        var clients = JSON.readTree(administer("GET", "/admin/realms/nija/clients?clientId=" + clientId, null).body());
        var id = clients.get(0).get("id").asString();
        assertThat(administer("PUT", "/admin/realms/nija/clients/" + id, Map.of("clientId", clientId, "directAccessGrantsEnabled", true))
                .statusCode()).isEqualTo(204);
    }

    /** By the public address. */
    JsonNode token(String clientId, String person, String password) throws IOException {
        return token(deployment().issuer() + "/protocol/openid-connect/token",
                Map.of("grant_type", "password", "client_id", clientId, "scope", "openid", "username", person, "password", password));
    }

    private HttpResponse<String> administer(String method, String path, @Nullable Object body) throws IOException {
        var settings = deployment().secret("keycloak/keycloak.conf").lines().map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        var token = token(address + "/realms/master/protocol/openid-connect/token", Map.of("grant_type", "password", "client_id", "admin-cli",
                "username", settings.get("bootstrap-admin-username"), "password", settings.get("bootstrap-admin-password")));
        return send(HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + token.path("access_token").asString())
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private JsonNode token(String url, Map<String, String> form) throws IOException {
        var body = form.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))).body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
