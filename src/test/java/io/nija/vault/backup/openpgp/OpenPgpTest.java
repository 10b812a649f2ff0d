package io.nija.vault.backup.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.nija.vault.backup.BackupException;
import io.nija.vault.base.SecretValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside the real gpg, which must read what we write and the other way round. */
class OpenPgpTest {

    @TempDir
    Path directory;

    private final PrivateKey ours = PrivateKey.generate("Backups");
    private final PrivateKey others = PrivateKey.generate("Others");
    private final byte[] content = new byte[300_000];

    OpenPgpTest() {
        new Random(7).nextBytes(content);
    }

    @Test
    void eachRecipientAloneOpensWhatWasEncryptedToBoth() throws IOException {
        var message = encrypted(recipients(ours, others));

        assertThat(decrypted(ours, message)).isEqualTo(content);
        assertThat(decrypted(others, message)).isEqualTo(content);
        assertThatThrownBy(() -> decrypted(PrivateKey.generate("Stranger"), message)).isInstanceOf(BackupException.class);
    }

    @Test
    void gpgOpensItWithItsOwnKeyAndSaysAes256WithIntegrity() throws Exception {
        gpg("--quick-generate-key", "Restore", "default", "default", "never");
        var certificate = gpg("--export", "--armor");
        var message = directory.resolve("part.gpg");
        Files.write(message, encrypted(Recipients.of(new ByteArrayInputStream(certificate))));

        assertThat(gpg("--decrypt", message.toString())).isEqualTo(content);
        assertThat(new String(gpg("--status-fd", "1", "--output", "/dev/null", "--yes", "--decrypt", message.toString()), StandardCharsets.ISO_8859_1))
                .contains("DECRYPTION_INFO 2 9").contains("GOODMDC");
    }

    @Test
    void weOpenWhatGpgEncryptedAndTakeItsKeysWithTheirPassphrase() throws Exception {
        gpg("--quick-generate-key", "Restore", "default", "default", "never");
        var plain = Files.write(directory.resolve("plain"), content);
        var message = gpg("--trust-model", "always", "--recipient", "Restore", "--encrypt", "--output", "-", plain.toString());
        var key = gpg("--export-secret-keys", "--armor");

        assertThat(decrypted(PrivateKey.of(new ByteArrayInputStream(key), SecretValue.of("pass phrase")), message)).isEqualTo(content);
        assertThatThrownBy(() -> PrivateKey.of(new ByteArrayInputStream(key), SecretValue.of("another")))
                .isInstanceOf(BackupException.class).hasMessageContaining("passphrase");
    }

    @Test
    void gpgVerifiesOurSignatureAndSoDoWe() throws Exception {
        var signed = Files.write(directory.resolve("manifest.json"), content);
        var signature = Files.writeString(directory.resolve("manifest.json.asc"), ours.sign(content));
        gpg("--import", Files.writeString(directory.resolve("signer.asc"), ours.certificate()).toString());

        gpg("--verify", signature.toString(), signed.toString());
        var signers = Signers.of(new ByteArrayInputStream((others.certificate() + ours.certificate()).getBytes()));
        assertThat(signers.verify(content, Files.readString(signature))).isEqualTo(ours.fingerprint());
        var changed = content.clone();
        changed[7] ^= 1;
        assertThatThrownBy(() -> signers.verify(changed, Files.readString(signature))).isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> signers.verify(content, PrivateKey.generate("Stranger").sign(content))).isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> signers.verify(content, "no signature")).isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> signers.verify(content, "")).isInstanceOf(BackupException.class);
    }

    @Test
    void whatIsDamagedOrCutShortIsNeverTakenForWhole() throws IOException {
        var message = encrypted(recipients(ours));
        for (int at = 0; at < message.length; at += Math.max(1, message.length / 60)) {
            var flipped = message.clone();
            flipped[at] ^= 0x40;
            assertRefused(flipped, "flipped at " + at);
            assertRefused(Arrays.copyOf(message, at), "cut at " + at);
        }
    }

    @Test
    void recipientsAreCertificatesThatCanBeEncryptedTo() {
        assertThatThrownBy(() -> Recipients.of(new ByteArrayInputStream(ours.export().expose().getBytes())))
                .isInstanceOf(BackupException.class).hasMessageContaining("private key").hasMessageContaining(ours.fingerprint());
        assertThatThrownBy(() -> Recipients.of(new ByteArrayInputStream(new byte[0]))).isInstanceOf(BackupException.class);
        assertThatThrownBy(() -> Recipients.of(new ByteArrayInputStream("nothing".getBytes()))).isInstanceOf(BackupException.class);
        assertThat(ours).hasToString(ours.fingerprint());
    }

    private void assertRefused(byte[] message, String how) {
        try {
            assertThat(decrypted(ours, message)).as(how).isEqualTo(content);
        } catch (BackupException | IOException expected) {
            return;
        }
        // A bit that nothing depends on, such as one of a hint, may be another one: the content is whole.
    }

    private static Recipients recipients(PrivateKey... keys) {
        var all = new StringBuilder();
        for (var key : keys) {
            all.append(key.certificate());
        }
        return Recipients.of(new ByteArrayInputStream(all.toString().getBytes()));
    }

    private byte[] encrypted(Recipients recipients) throws IOException {
        var message = new ByteArrayOutputStream();
        recipients.encrypt(out -> out.write(content), message);
        return message.toByteArray();
    }

    private static byte[] decrypted(PrivateKey key, byte[] message) throws IOException {
        var content = new ByteArrayOutputStream();
        key.decrypt(new ByteArrayInputStream(message), content);
        return content.toByteArray();
    }

    /** With a home of its own; its keys have the passphrase “pass phrase”. */
    private byte[] gpg(String... arguments) throws IOException, InterruptedException {
        var home = directory.resolve("gnupg");
        if (!Files.exists(home)) {
            Files.createDirectory(home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        var command = new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--batch", "--pinentry-mode", "loopback", "--passphrase", "pass phrase"));
        command.addAll(List.of(arguments));
        var errors = directory.resolve("gpg.log");
        var process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        var output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return output;
    }
}
