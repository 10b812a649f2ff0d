package io.nija.vault.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import io.nija.vault.testing.Loopback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.ResourceAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** VAULT_CACERT decides whose certificate a Vault may show. */
class TrustTest {

    @TempDir
    Path directory;

    /** A certificate that vouches for itself, in a file of its own, and what a server needs to show it. */
    private record Identity(Path certificate, SSLContext server) {
    }

    private Identity identity(String name, String subjectAlternative) throws Exception {
        var password = UUID.randomUUID().toString();
        var store = directory.resolve(name + ".p12");
        keytool(password, "-genkeypair", "-alias", "key", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=" + subjectAlternative,
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass:env", "STOREPASS");
        var keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
        var certificate = Files.writeString(directory.resolve(name + ".pem"), "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(keys.getCertificate("key").getEncoded()) + "\n-----END CERTIFICATE-----\n");
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return new Identity(certificate, context);
    }

    private void keytool(String password, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(directory.resolve("keytool.log").toFile());
        builder.environment().put("STOREPASS", password);
        var process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0).as(Files.readString(directory.resolve("keytool.log"))).isTrue();
    }

    private static Map<?, ?> ask(Loopback server, @Nullable Path trusted) throws IOException {
        try (var connection = new VaultConnection(Settings.with(null, trusted, 4, server.address()))) {
            return connection.withoutToken().getForObject("sys/health", Map.class);
        }
    }

    private static void refuses(Loopback server, @Nullable Path trusted) {
        assertThatExceptionOfType(ResourceAccessException.class).isThrownBy(() -> ask(server, trusted)).withCauseInstanceOf(SSLException.class);
    }

    @Test
    void onlyACertificateOfTheGivenAuthorityForTheRightNameIsTrusted() throws Exception {
        var right = identity("right", "ip:127.0.0.1");
        var another = identity("another", "ip:127.0.0.1");
        var otherName = identity("other-name", "dns:vault.nija.example");
        var bundle = Files.writeString(directory.resolve("bundle.pem"), Files.readString(another.certificate()) + Files.readString(right.certificate()));
        try (var server = Loopback.secure(right.server()); var misnamed = Loopback.secure(otherName.server())) {
            assertThat(ask(server, right.certificate())).isEmpty();
            assertThat(ask(server, bundle)).isEmpty();

            refuses(server, another.certificate());
            refuses(server, null);
            refuses(misnamed, otherName.certificate());
            assertThat(misnamed.requests()).isEmpty();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aFileThatIsMissingOrNoCertificateIsNamed() throws IOException {
        var missing = directory.resolve("missing.pem");
        var nonsense = Files.writeString(directory.resolve("nonsense.pem"), "nonsense");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> new VaultConnection(Settings.with(null, missing, 4, Loopback.nobody())))
                .withMessageContaining("VAULT_CACERT").withMessageContaining("missing.pem");
        assertThatIllegalStateException()
                .isThrownBy(() -> new VaultConnection(Settings.with(null, nonsense, 4, Loopback.nobody())))
                .withMessageContaining("VAULT_CACERT").withMessageContaining("nonsense.pem");
    }

    @Test
    void anEmptyFileIsNotTakenForTrustInNobody() throws IOException {
        var empty = Files.writeString(directory.resolve("empty.pem"), "");

        assertThatIllegalStateException()
                .isThrownBy(() -> new VaultConnection(Settings.with(null, empty, 4, Loopback.nobody()))).withMessageContaining("VAULT_CACERT");
    }
}
