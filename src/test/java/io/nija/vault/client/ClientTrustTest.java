package io.nija.vault.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import io.nija.vault.testing.Loopback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** VAULT_CACERT decides whose certificate a Vault may show the client. */
class ClientTrustTest {

    @TempDir
    Path directory;

    /** A certificate that vouches for itself, in a file of its own, and what a server needs to show it. */
    private record Identity(Path certificate, SSLContext server) {
    }

    private Identity identity(String name, String subjectAlternative) throws Exception {
        var password = UUID.randomUUID().toString();
        var store = directory.resolve(name + ".p12");
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "key",
                "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=" + subjectAlternative, "-storetype", "PKCS12", "-keystore", store.toString(),
                "-storepass:env", "STOREPASS").redirectErrorStream(true).redirectOutput(directory.resolve("keytool.log").toFile());
        builder.environment().put("STOREPASS", password);
        var process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0).as(Files.readString(directory.resolve("keytool.log"))).isTrue();
        var keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
        var certificate = Files.writeString(directory.resolve(name + ".pem"), "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getCertificate("key").getEncoded()) + "\n-----END CERTIFICATE-----\n");
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new Identity(certificate, context);
    }

    private static void ask(Loopback server, @Nullable Path trusted) {
        var builder = ApiKeyManager.builder().addresses(server.address().toString()).token("t");
        if (trusted != null) {
            builder.caCertificates(trusted);
        }
        try (var client = builder.build()) {
            client.getUserApiKey("alice", "okx");
        }
    }

    private static void refuses(Loopback server, @Nullable Path trusted) {
        assertThatExceptionOfType(VaultUnavailableException.class).isThrownBy(() -> ask(server, trusted))
                .withMessageContaining("certificate").withCauseInstanceOf(SSLException.class);
    }

    @Test
    void onlyACertificateOfTheGivenAuthorityForTheRightNameIsTrusted() throws Exception {
        var right = identity("right", "ip:127.0.0.1");
        var another = identity("another", "ip:127.0.0.1");
        var otherName = identity("other-name", "dns:vault.nija.example");
        try (var server = Loopback.secure(right.server()); var misnamed = Loopback.secure(otherName.server())) {
            // The server is asked; that it is no Vault shows in its answer.
            assertThatExceptionOfType(VaultAnswerException.class).isThrownBy(() -> ask(server, right.certificate()));
            assertThat(server.requests()).hasSize(2);

            refuses(server, another.certificate());
            refuses(server, null);
            refuses(misnamed, otherName.certificate());
            assertThat(misnamed.requests()).isEmpty();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void anEmptyFileIsNotTakenForTrustInNobody() throws IOException {
        var empty = Files.writeString(directory.resolve("empty.pem"), "");

        assertThatExceptionOfType(ClientSettingsException.class)
                .isThrownBy(() -> ApiKeyManager.builder().addresses("https://vault").token("t").caCertificates(empty).build()).withMessageContaining("VAULT_CACERT");
    }
}
