package io.nija.vault.e2e;

import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** What {@code ./vault-console token} prints. */
final class DemoToken {

    private DemoToken() {
    }

    static String of(String person, ConsoleProcess console) {
        var settings = console.properties("settings.properties");
        var answer = RestClient.create().post().uri(settings.getProperty("local.issuer") + "/oauth2/token")
                .headers(headers -> headers.setBasicAuth("demo-" + person, settings.getProperty("local.token-secret")))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED).body("grant_type=client_credentials")
                .retrieve().body(JsonNode.class);
        return answer.get("access_token").asString();
    }
}
