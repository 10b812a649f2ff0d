package io.nija.vault.testing;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A real Keycloak with the {@link KeycloakRealm} in memory. One at a time, as all would import the same file. */
public final class Keycloak implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final RestClient HTTP = RestClient.builder().defaultStatusHandler(HttpStatusCode::isError, (request, answer) -> { }).build();

    private final URI address;
    private final KeycloakRealm realm;
    private final Process process;
    private final Thread end;

    private Keycloak(KeycloakProgram program, URI address, KeycloakRealm realm) throws IOException {
        this.address = address;
        this.realm = realm;
        var realmFile = Files.write(program.importFile(), JSON.writeValueAsBytes(realm.toImport()));
        process = program.run("start", "--optimized", "--import-realm", "--cache=local", "--http-enabled=true",
                "--http-host=127.0.0.1", "--http-port=" + address.getPort(), "--hostname=" + address);
        end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200)).until(() -> !process.isAlive() || serves());
            assertThat(process.isAlive()).as(Files.readString(program.log())).isTrue();
        } catch (Throwable e) {
            close();
            throw e;
        } finally {
            Files.deleteIfExists(realmFile);
        }
    }

    /** @param console where browsers come back to after a sign-in */
    public static Keycloak start(URI console) throws IOException {
        return new Keycloak(KeycloakProgram.optimised(), URI.create("http://localhost:" + DevVault.freePort()), new KeycloakRealm(console));
    }

    private boolean serves() {
        try {
            return HTTP.get().uri(issuer() + "/.well-known/openid-configuration").retrieve().toBodilessEntity().getStatusCode().is2xxSuccessful();
        } catch (ResourceAccessException e) {
            return false;
        }
    }

    public URI issuer() {
        return URI.create(address + "/realms/" + KeycloakRealm.NAME);
    }

    public String clientId() {
        return KeycloakRealm.CONSOLE;
    }

    public String clientSecret() {
        return realm.clientSecret();
    }

    public String password(String person) {
        return realm.password(person);
    }

    /** As a program gets it that is meant to use the gateway. */
    public String accessToken(String person) {
        return token(KeycloakRealm.PROGRAMS, person, "access_token");
    }

    /** The ID token that comes with {@link #accessToken}. */
    public String idToken(String person) {
        return token(KeycloakRealm.PROGRAMS, person, "id_token");
    }

    /** As the console gets it. */
    public String consoleIdToken(String person) {
        return token(KeycloakRealm.CONSOLE, person, "id_token");
    }

    public String accessTokenForElsewhere(String person) {
        return token(KeycloakRealm.ELSEWHERE, person, "access_token");
    }

    /** For the gateway and for Keycloak's own account pages at once. */
    public String accessTokenOfFullScope(String person) {
        return token(KeycloakRealm.FULL_SCOPE, person, "access_token");
    }

    private String token(String client, String person, String which) {
        var form = new LinkedMultiValueMap<>(Map.of("grant_type", List.of("password"), "scope", List.of("openid"),
                "client_id", List.of(client), "client_secret", List.of(clientSecret()), "username", List.of(person), "password", List.of(password(person))));
        var answer = HTTP.post().uri(issuer() + "/protocol/openid-connect/token").contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body(form).retrieve().body(JsonNode.class);
        assertThat(answer.has(which)).as(answer.path("error_description").asString("a token")).isTrue();
        return answer.get(which).asString();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
        Runtime.getRuntime().removeShutdownHook(end);
    }
}
