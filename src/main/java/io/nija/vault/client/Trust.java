package io.nija.vault.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates a Vault may show, when those that Java trusts are not meant. */
final class Trust {

    private Trust() {
    }

    /** @throws ClientSettingsException when the file is missing or holds no certificate */
    static SSLContext in(Path certificates) {
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
            throw new ClientSettingsException("VAULT_CACERT cannot be read: " + certificates, e);
        } catch (GeneralSecurityException e) {
            throw new ClientSettingsException("VAULT_CACERT holds no usable certificate: " + certificates, e);
        }
    }
}
