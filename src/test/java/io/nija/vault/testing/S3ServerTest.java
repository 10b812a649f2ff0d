package io.nija.vault.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class S3ServerTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void keepsWhatItIsGivenWhenItIsKilled() throws Exception {
        try (var server = S3Server.start("backups")) {
            var object = URI.create(server.address() + "/backups/a");
            assertThat(HTTP.send(HttpRequest.newBuilder(object).PUT(BodyPublishers.ofString("text")).build(), BodyHandlers.ofString())
                    .statusCode()).isEqualTo(200);

            server.kill();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> get(object));
            server.startAgain();

            assertThat(get(object)).isEqualTo("text");
        }
    }

    private static String get(URI object) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(object).build(), BodyHandlers.ofString()).body();
    }
}
