package io.nija.vault.gateway.web;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import io.nija.vault.base.ConsoleException;
import io.nija.vault.gateway.GatewayProperties;
import io.nija.vault.vault.BearerVault;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Calls the gateway for some seconds before it says that it is ready, as its first callers would otherwise wait for the
 * compiler. The calls get as far as anybody without a token does; the way on from there to Vault is gone by itself.
 */
@Component
class WarmUp implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);
    private static final int CALLERS = 4;

    private final BearerVault vault;
    private final Duration duration;
    private volatile @Nullable String address;

    WarmUp(BearerVault vault, GatewayProperties properties) {
        this.vault = vault;
        this.duration = properties.warmUp();
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        if (event.getWebServer() instanceof TomcatWebServer server) {
            address = server.getTomcat().getConnector().getScheme() + "://127.0.0.1:" + server.getPort();
        }
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        var gateway = address;
        if (gateway == null || duration.isZero()) {
            return;
        }
        var end = Instant.now().plus(duration);
        var callers = IntStream.range(0, CALLERS).mapToObj(number -> Thread.ofPlatform().name("warm-up").daemon().start(() -> call(gateway, end))).toList();
        for (var caller : callers) {
            // Nobody waits for one that hangs.
            caller.join(Duration.between(Instant.now(), end));
        }
    }

    private void call(String gateway, Instant end) {
        var refused = ClassicRequestBuilder.post(gateway + "/v1/credentials/retrieve")
                .setEntity("{}", ContentType.APPLICATION_JSON).build();
        var answered = ClassicRequestBuilder.get(gateway + "/v1/openapi.json").build();
        try (var client = client()) {
            while (Instant.now().isBefore(end)) {
                client.execute(refused, response -> EntityUtils.toByteArray(response.getEntity()));
                client.execute(answered, response -> EntityUtils.toByteArray(response.getEntity()));
                vault.warmUp();
            }
        } catch (IOException | GeneralSecurityException | ConsoleException e) {
            log.debug("The warm-up ended early", e);
        }
    }

    /** It asks for nothing that is secret, and the certificate has the console's name, which is not this address: so any will do. */
    private static CloseableHttpClient client() throws GeneralSecurityException {
        var tls = ClientTlsStrategyBuilder.create().setSslContext(SSLContexts.custom().loadTrustMaterial(TrustAllStrategy.INSTANCE).build())
                .setHostnameVerifier(NoopHostnameVerifier.INSTANCE).buildClassic();
        return HttpClients.createMinimal(PoolingHttpClientConnectionManagerBuilder.create().setTlsSocketStrategy(tls).build());
    }
}
