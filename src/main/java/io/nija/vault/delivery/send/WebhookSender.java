package io.nija.vault.delivery.send;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.nija.vault.delivery.Webhook;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * POSTs the letter's JSON, its number in {@code X-Nija-Delivery} and the time in {@code X-Nija-Timestamp}, in seconds since 1970. With a
 * secret, {@code X-Nija-Signature} is {@code sha256=} and the HMAC-SHA256 under it, in hexadecimal digits, of that time, a dot and the body:
 * whoever overheard one cannot post it again later. Redirects are not followed: the address is the one that was set.
 */
final class WebhookSender implements Sender {

    static final String DELIVERY = "X-Nija-Delivery";
    static final String TIMESTAMP = "X-Nija-Timestamp";
    static final String SIGNATURE = "X-Nija-Signature";

    private final HttpClient http;
    private final Webhook webhook;
    private final Clock clock;

    WebhookSender(Webhook webhook, Clock clock) {
        this.webhook = webhook;
        this.clock = clock;
        http = HttpClient.newBuilder().connectTimeout(webhook.timeout()).followRedirects(HttpClient.Redirect.NEVER).build();
    }

    @Override
    public void send(WaitingLetter waiting) throws UndeliveredException {
        var time = String.valueOf(clock.instant().getEpochSecond());
        var body = waiting.letter().content();
        var request = HttpRequest.newBuilder(webhook.url()).timeout(webhook.timeout()).header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .header(DELIVERY, waiting.id().toString()).header(TIMESTAMP, time).POST(BodyPublishers.ofString(body));
        if (webhook.secret() != null) {
            request.header(SIGNATURE, "sha256=" + HexFormat.of().formatHex(signature(webhook.secret(), time + "." + body)));
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

    private static byte[] signature(String secret, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
