package io.nija.vault.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.nija.vault.base.SecretValue;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.InterceptingClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.vault.authentication.SessionManager;
import org.springframework.vault.authentication.SimpleSessionManager;
import org.springframework.vault.authentication.TokenAuthentication;
import org.springframework.vault.client.VaultClients;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.vault.support.VaultToken;
import org.springframework.web.client.RestTemplate;

/**
 * The one pool of connections to Vault. Everybody's sessions share it; each session brings its own token.
 */
@Component
class VaultConnection implements AutoCloseable {

    /** Tokens that cannot be revoked within this time end by themselves, half an hour later at most. */
    private static final Duration LAST_REVOCATIONS = Duration.ofSeconds(10);

    /**
     * Each connection keeps two buffers that it never wipes, so what was the last value in one of them stays in memory
     * for as long as the connection lives. So one that is older is replaced when it would be used again, and one that nobody uses
     * is closed. A new connection now and then costs less than knowing which one has had a value.
     */
    private static final TimeValue LIFE = TimeValue.ofSeconds(30);
    private static final TimeValue IDLE = TimeValue.ofSeconds(10);

    private final VaultEndpoint endpoint;
    private final CloseableHttpClient client;
    private final ClientHttpRequestFactory requests;
    private final VaultNodes nodes;
    private final ActiveNode active = new ActiveNode();
    private final NumberedCalls calls = new NumberedCalls();
    private final @Nullable String namespace;
    private final Set<VaultSession> open = ConcurrentHashMap.newKeySet();

    VaultConnection(VaultProperties properties) {
        endpoint = VaultEndpoint.from(properties.addr().getFirst());
        client = client(properties);
        namespace = properties.namespace();
        nodes = new VaultNodes(properties.addr());
        var interceptors = new ArrayList<ClientHttpRequestInterceptor>();
        if (namespace != null) {
            interceptors.add(VaultClients.createNamespaceInterceptor(namespace));
        }
        interceptors.add(new HeadersInterceptor(active, calls));
        interceptors.add(new FailoverInterceptor(nodes));
        requests = new InterceptingClientHttpRequestFactory(new HttpComponentsClientHttpRequestFactory(client), interceptors);
    }

    static CloseableHttpClient client(VaultProperties properties) {
        var connect = Timeout.of(properties.connectTimeout());
        var pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(properties.connections())
                // The default of 5 a route would make the pool's size meaningless: all requests take one route.
                .setMaxConnPerRoute(properties.connections())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(Timeout.of(properties.readTimeout()))
                        .setTimeToLive(LIFE)
                        .setValidateAfterInactivity(Timeout.ofSeconds(1))
                        .build());
        if (properties.cacert() != null) {
            pool.setTlsSocketStrategy(new DefaultClientTlsStrategy(trusting(properties.cacert())));
        }
        return HttpClients.custom()
                .setConnectionManager(pool.build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(Timeout.of(properties.readTimeout()))
                        .build())
                .evictIdleConnections(IDLE)
                // Which request may be repeated is decided in one place, the fail-over.
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
    }

    private static SSLContext trusting(Path certificates) {
        try (var in = Files.newInputStream(certificates)) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca" + number++, certificate);
            }
            if (number == 0) {
                throw new CertificateException("It is empty");
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException("VAULT_CACERT cannot be read: " + certificates, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("VAULT_CACERT holds no usable certificate: " + certificates, e);
        }
    }

    /** For logins and other requests that carry no token. */
    RestTemplate withoutToken() {
        return UnpooledTemplate.unpooled(VaultClients.createRestTemplate(endpoint, requests));
    }

    VaultTemplate withSession(SessionManager session) {
        return new UnpooledTemplate(endpoint, requests, session);
    }

    VaultTemplate withToken(SecretValue token) {
        return withSession(new SimpleSessionManager(new TokenAuthentication(VaultToken.of(token.expose()))));
    }

    /** Reads of values without what {@link #withToken} costs a call. */
    DirectReads directReads() {
        return new DirectReads(client, nodes, active, calls, namespace);
    }

    /** The pool itself, for what is too large for Spring Vault to keep in memory. */
    CloseableHttpClient http() {
        return client;
    }

    NumberedCalls calls() {
        return calls;
    }

    void opened(VaultSession session) {
        open.add(session);
    }

    void closed(VaultSession session) {
        open.remove(session);
    }

    /** Ends the sessions first, as the web server, whose sessions hold people's own, is only stopped after this. */
    @Override
    public void close() throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            open.forEach(session -> threads.execute(session::close));
            threads.shutdown();
            if (!threads.awaitTermination(LAST_REVOCATIONS.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
