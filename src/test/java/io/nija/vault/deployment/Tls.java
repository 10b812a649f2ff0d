package io.nija.vault.deployment;

import java.io.IOException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A server's TLS, as whoever connects sees it. */
record Tls(String protocol, X509Certificate certificate) {

    /** @throws javax.net.ssl.SSLException when the server will not speak this version, or is not believed */
    static Tls of(SSLContext trust, int port, String version) throws IOException {
        try (var socket = (SSLSocket) trust.getSocketFactory().createSocket("localhost", port)) {
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setServerNames(java.util.List.of(new SNIHostName("localhost")));
            parameters.setProtocols(new String[] { version });
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(5000);
            socket.startHandshake();
            return new Tls(socket.getSession().getProtocol(), (X509Certificate) socket.getSession().getPeerCertificates()[0]);
        }
    }
}
