package io.nija.vault.deployment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One of a deployment's two consoles: the jar that the image holds. */
final class Console extends ServiceProcess {

    private static final Path JAR = Path.of("target", "vault-console.jar").toAbsolutePath();

    private final URI address;
    private final HttpClient client;

    /** @param number 1 or 2 */
    Console(Deployment deployment, int number) throws IOException {
        super(deployment, "console-" + number, Map.of("8443", String.valueOf(deployment.port("console-" + number + ":8443"))));
        address = URI.create("https://localhost:" + deployment.port("console-" + number + ":8443") + "/");
        client = deployment.client();
    }

    @Override
    List<String> command() {
        assertThat(JAR).as("the jar; make it by: ./vault-console build").exists();
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-XX:+UseSerialGC", "-jar", JAR.toString());
    }

    @Override
    Map<String, String> environment() {
        var environment = super.environment();
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        return environment;
    }

    /** As {@code docker run} of its image with these words. Returns the command for a shell. */
    String run(Map<String, String> environment, String... arguments) {
        var words = new ArrayList<>(List.of("exec", "env"));
        environment.forEach((name, value) -> words.add(quoted(name + "=" + value)));
        command().forEach(part -> words.add(quoted(part)));
        Stream.of(arguments).map(Console::quoted).forEach(words::add);
        return String.join(" ", words);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    void awaitReady() {
        await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(200)).failFast(() -> assertThat(isAlive()).as(this::lastWords).isTrue())
                .untilAsserted(() -> assertThat(readiness()).as(this::lastWords).startsWith("200 "));
    }

    private String readiness() throws InterruptedException {
        try {
            var answer = client.send(HttpRequest.newBuilder(address.resolve("actuator/health/readiness")).timeout(Duration.ofSeconds(3)).build(),
                    BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
