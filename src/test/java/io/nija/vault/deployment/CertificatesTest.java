package io.nija.vault.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** The command {@code certificates}, as an operator runs it. */
class CertificatesTest {

    @TempDir
    Path directory;

    private record Result(int status, String output) {
    }

    private Result certificates(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(ComposeFile.FOLDER.resolve("certificates").toString(), directory.resolve("made").toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private X509Certificate certificate(String file) throws Exception {
        try (InputStream in = Files.newInputStream(directory.resolve("made").resolve(file))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    @Test
    void eachNameHasACertificateOfTheAuthorityAndAKeyThatIsItsOwners() throws Exception {
        assertThat(certificates("vault-1,vault.example,10.0.0.1", "redis").status()).isZero();

        var authority = certificate("authority/ca.crt");
        var server = certificate("vault-1/tls.crt");
        assertThatCode(() -> server.verify(authority.getPublicKey())).doesNotThrowAnyException();
        assertThat(server.getSubjectAlternativeNames()).extracting(name -> name.get(1).toString())
                .containsExactlyInAnyOrder("vault-1", "vault.example", "10.0.0.1");
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(server.getPublicKey()).isInstanceOfSatisfying(ECPublicKey.class, key -> assertThat(key.getParams().getOrder().bitLength()).isEqualTo(256));
        assertThat(server.getNotAfter().toInstant()).isBetween(Instant.now().plus(Duration.ofDays(89)), Instant.now().plus(Duration.ofDays(91)));
        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(directory.resolve("made/redis/ca.crt")).hasSameTextualContentAs(directory.resolve("made/authority/ca.crt"));
        for (var key : List.of("authority/ca.key", "vault-1/tls.key", "redis/tls.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("made").resolve(key)))).isEqualTo("rw-------");
        }
    }

    @Test
    void theAuthorityIsKeptWhenMoreNamesAreAdded() throws Exception {
        certificates("first");
        var authority = certificate("authority/ca.crt");

        assertThat(certificates("second").status()).isZero();

        assertThat(certificate("authority/ca.crt")).isEqualTo(authority);
        assertThatCode(() -> certificate("second/tls.crt").verify(authority.getPublicKey())).doesNotThrowAnyException();
    }

    @Test
    void aNameThatHasOneGetsANewOneOnlyByRenewal() throws Exception {
        certificates("node,node.example", "other");
        var old = certificate("node/tls.crt");
        var others = certificate("other/tls.crt");

        var again = certificates("node");
        assertThat(again.status()).isOne();
        assertThat(again.output()).contains("is there already", "--renew node");
        assertThat(certificate("node/tls.crt")).isEqualTo(old);

        assertThat(certificates("--renew", "node").status()).isZero();
        var renewed = certificate("node/tls.crt");
        assertThat(renewed.getSerialNumber()).isNotEqualTo(old.getSerialNumber());
        assertThat(renewed.getPublicKey()).isNotEqualTo(old.getPublicKey());
        assertThat(renewed.getSubjectAlternativeNames()).containsExactlyElementsOf(old.getSubjectAlternativeNames());
        assertThat(certificate("other/tls.crt")).isEqualTo(others);
        assertThat(certificates("--renew").status()).isZero();
        assertThat(certificate("other/tls.crt")).isNotEqualTo(others);
    }

    @Test
    void withoutTheAuthoritysKeyNothingIsMade() throws Exception {
        certificates("node");
        var old = certificate("node/tls.crt");
        Files.delete(directory.resolve("made/authority/ca.key"));

        for (var arguments : Stream.of("--renew", "another").toList()) {
            var result = certificates(arguments);
            assertThat(result.status()).isOne();
            assertThat(result.output()).contains("bring", "ca.key");
        }
        assertThat(certificate("node/tls.crt")).isEqualTo(old);
        assertThat(directory.resolve("made/another")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = { "../out", "a b", "a/b", "authority", ".hidden", "-x", "a,DNS:b", "a,,-b", "",
            "a234567890123456789012345678901234567890123456789012345678901234567890" })
    void aNameThatIsNoServersIsRefused(String name) throws Exception {
        var result = certificates(name);

        assertThat(result.status()).isOne();
        assertThat(result.output()).startsWith("certificates: ");
        assertThat(directory.resolve("made")).doesNotExist();
    }
}
