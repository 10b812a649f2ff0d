package io.nija.vault.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Handshakes with the console's own server, as it is when it ends TLS itself. */
class TlsVersionTest {

    private final String password = UUID.randomUUID().toString();
    @TempDir
    Path directory;
    private Path store;
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        store = directory.resolve("server.p12");
        var keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "console", "-keyalg", "EC",
                "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass:env", "STORE")
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        keytool.environment().put("STORE", password);
        var made = keytool.start();
        assertThat(made.waitFor(30, TimeUnit.SECONDS) && made.exitValue() == 0).isTrue();
        var ssl = new Ssl();
        ssl.setKeyStore(store.toUri().toString());
        ssl.setKeyStorePassword(password);
        var factory = new TomcatServletWebServerFactory(0);
        factory.setSsl(ssl);
        new TlsVersion().customize(factory);
        server = factory.getWebServer();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private String handshake(String... versions) throws IOException, GeneralSecurityException {
        try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket("localhost", server.getPort())) {
            socket.setEnabledProtocols(versions);
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    private SSLContext trusting() throws IOException, GeneralSecurityException {
        var certificates = KeyStore.getInstance("PKCS12");
        try (var file = Files.newInputStream(store)) {
            certificates.load(file, password.toCharArray());
        }
        // The server's own entry holds a key too; a trust store wants the certificate alone.
        certificates.setCertificateEntry("trusted", certificates.getCertificate("console"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(certificates);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    @Test
    void speaksTls13() throws Exception {
        assertThat(handshake("TLSv1.3")).isEqualTo("TLSv1.3");
        assertThat(handshake("TLSv1.2", "TLSv1.3")).isEqualTo("TLSv1.3");
    }

    @Test
    void refusesOlderOnes() {
        assertThatExceptionOfType(SSLException.class).isThrownBy(() -> handshake("TLSv1.2")).withMessageContaining("protocol_version");
    }
}
