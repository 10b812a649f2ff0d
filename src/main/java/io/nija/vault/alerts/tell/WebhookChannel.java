package io.nija.vault.alerts.tell;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.nija.vault.alerts.settings.AlertProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * POSTs the message as JSON. With a secret, {@code X-Nija-Signature} is {@code sha256=} and the HMAC-SHA256 of the body
 * under it, in hexadecimal digits. Redirects are not followed: the address is the one that was set.
 */
final class WebhookChannel implements Channel {

    static final String SIGNATURE = "X-Nija-Signature";

    private final HttpClient http;
    private final URI url;
    private final AlertProperties.Webhook settings;

    WebhookChannel(URI url, AlertProperties.Webhook settings) {
        this.url = url;
        this.settings = settings;
        http = HttpClient.newBuilder().connectTimeout(settings.timeout()).followRedirects(HttpClient.Redirect.NEVER).build();
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public void send(Message message) throws UndeliveredException {
        var body = MessageJson.of(message).getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(url).timeout(settings.timeout()).header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .POST(BodyPublishers.ofByteArray(body));
        if (settings.secret() != null) {
            request.header(SIGNATURE, "sha256=" + HexFormat.of().formatHex(signature(settings.secret(), body)));
        }
        try {
            int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
            if (status / 100 != 2) {
                throw new UndeliveredException("It answered with status " + status);
            }
        } catch (IOException e) {
            throw new UndeliveredException("It did not answer: " + e.getClass().getSimpleName(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UndeliveredException("The console stops", e);
        }
    }

    private static byte[] signature(String secret, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
