package io.nija.vault.local;

import java.net.URI;
import java.nio.file.Path;

/**
 * What the OIDC provider is started with.
 *
 * @param directory where its web server may keep its working files
 * @param console   the console's address, for whoever comes to the provider without having been sent
 */
record OidcSettings(int port, Path directory, URI console, DemoPeople people, ClientSecrets secrets) {

    /**
     * The secrets of its clients.
     *
     * @param console of the console
     * @param demo    of the clients that stand for a demo person each
     */
    record ClientSecrets(String console, String demo) {

        static ClientSecrets load(Path file) {
            return new ClientSecrets(PrivateFiles.remembered(file, "client-secret"), PrivateFiles.remembered(file, "token-secret"));
        }

        @Override
        public String toString() {
            return "ClientSecrets[redacted]";
        }
    }

    URI issuer() {
        return URI.create("http://localhost:" + port);
    }
}
