package io.nija.vault.vault;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** When the console's own ways to Vault end: its token, the secret id it signs in with, and the certificates of the nodes. */
@Component
public class Expiries {

    private static final Logger log = LoggerFactory.getLogger(Expiries.class);

    private final ConsoleVault vault;
    private final VaultProperties properties;

    Expiries(ConsoleVault vault, VaultProperties properties) {
        this.vault = vault;
        this.properties = properties;
    }

    /** What cannot be looked up now is missing. */
    public List<Expiry> all() {
        var found = new ArrayList<Expiry>();
        found.addAll(certificates());
        token().ifPresent(found::add);
        secretId().ifPresent(found::add);
        return found;
    }

    /** Of each node with TLS, as it shows it now. */
    public List<Expiry> certificates() {
        return properties.addr().stream().filter(node -> "https".equals(node.getScheme())).flatMap(node -> certificate(node).stream()).toList();
    }

    /** Also one that has expired or is not trusted: nothing but the certificate is taken from that connection, and nothing sent. */
    private static Optional<Expiry> certificate(URI node) {
        int port = node.getPort() < 0 ? 443 : node.getPort();
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(node.getHost(), port), (int) NodeCalls.PATIENCE.toMillis());
            plain.setSoTimeout((int) NodeCalls.PATIENCE.toMillis());
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] { new Looking() }, null);
            try (var secure = (SSLSocket) context.getSocketFactory().createSocket(plain, node.getHost(), port, true)) {
                secure.startHandshake();
                var shown = (X509Certificate) secure.getSession().getPeerCertificates()[0];
                return Optional.of(new Expiry(Expiry.Kind.CERTIFICATE, node.getHost() + ":" + port, shown.getNotAfter().toInstant(), false));
            }
        } catch (IOException | GeneralSecurityException e) {
            log.debug("The certificate of {} cannot be looked at: {}", node, e.getMessage());
            return Optional.empty();
        }
    }

    /** The one that calls are made with now. One of an AppRole is renewed, and after it comes another. */
    public Optional<Expiry> token() {
        return lookUp(() -> vault.read("auth/token/lookup-self"), "expire_time")
                .map(at -> new Expiry(Expiry.Kind.TOKEN, "The console's token", at.orElse(null), properties.token() == null));
    }

    public Optional<Expiry> secretId() {
        if (properties.token() != null) {
            return Optional.empty();
        }
        return lookUp(() -> vault.write("auth/approle/role/console/secret-id/lookup", Map.of("secret_id", properties.appRole().secretId().expose())),
                "expiration_time").map(at -> new Expiry(Expiry.Kind.SECRET_ID, "The console's secret id", at.orElse(null), false));
    }

    private interface LookUp {

        @Nullable Map<String, Object> run();
    }

    /** The time in what was looked up, which is empty when there is no end; nothing when it could not be looked up. */
    private static Optional<Optional<Instant>> lookUp(LookUp lookUp, String field) {
        try {
            var found = lookUp.run();
            return found == null ? Optional.empty() : Optional.of(time(found.get(field)));
        } catch (VaultException | IllegalStateException | NullPointerException e) {
            log.debug("What expires cannot be looked up: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Go's zero is no end. */
    private static Optional<Instant> time(@Nullable Object text) {
        try {
            return text instanceof String time && !time.startsWith("0001-") ? Optional.of(Instant.parse(time)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Takes any certificate, to look at it. */
    private static final class Looking implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Trust is the business of the calls that send something.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
