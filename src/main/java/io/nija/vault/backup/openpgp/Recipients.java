package io.nija.vault.backup.openpgp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.store.BackupStore.Content;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.api.MessageEncryptionMechanism;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPEncryptionNegotiator;
import org.bouncycastle.openpgp.api.OpenPGPMessageGenerator;

/**
 * To whom backups are encrypted: one or more OpenPGP certificates, each of which opens them alone. What encrypts cannot decrypt.
 */
public final class Recipients {

    /** The same for everybody, whatever else their certificates say they would like. */
    private static final OpenPGPEncryptionNegotiator AES_256 = new OpenPGPEncryptionNegotiator() {

        @Override
        public MessageEncryptionMechanism negotiateEncryption(OpenPGPMessageGenerator message) {
            return MessageEncryptionMechanism.integrityProtected(SymmetricKeyAlgorithmTags.AES_256);
        }
    };

    private final List<OpenPGPCertificate> certificates;

    private Recipients(List<OpenPGPCertificate> certificates) {
        this.certificates = certificates;
    }

    /**
     * @param armoured one or more certificates, as {@code gpg --export --armor} writes them
     * @throws BackupException when there is none, or one that nothing can be encrypted to: no key for that, expired, revoked; or a private
     *                         key, which must not be here
     */
    public static Recipients of(InputStream armoured) {
        try {
            var all = OpenPgp.API.readKeyOrCertificate().parseKeysOrCertificates(armoured);
            if (all.isEmpty()) {
                throw new BackupException("There is no OpenPGP certificate to encrypt backups to.");
            }
            for (var one : all) {
                if (one.isSecretKey()) {
                    throw new BackupException("The recipients of backups hold the private key %s. Give the certificate only, as gpg --export --armor writes it."
                            .formatted(fingerprint(one)));
                }
                if (one.getEncryptionKeys().isEmpty()) {
                    throw new BackupException("Nothing can be encrypted to the OpenPGP certificate %s: it has expired, was revoked, or has no key for that."
                            .formatted(fingerprint(one)));
                }
            }
            return new Recipients(List.copyOf(all));
        } catch (IOException e) {
            throw new BackupException("The OpenPGP certificates of the recipients of backups cannot be read: " + e.getMessage(), e);
        }
    }

    /** Fingerprints in capital hexadecimal digits. */
    public List<String> fingerprints() {
        return certificates.stream().map(Recipients::fingerprint).toList();
    }

    /** The message that holds the content: AES-256 with integrity protection that gpg 2.2 and newer know, not compressed. */
    public void encrypt(Content content, OutputStream to) throws IOException {
        try {
            var message = OpenPgp.API.signAndOrEncryptMessage().setArmored(false).setAllowPadding(false)
                    .setCompressionNegotiator((generator, policy) -> 0)
                    .setPublicKeyBasedEncryptionNegotiator(AES_256);
            for (var certificate : certificates) {
                message.addEncryptionCertificate(certificate);
            }
            // Without the end that closing writes, a message that was interrupted is no message.
            var out = message.open(new Unclosed(to));
            content.writeTo(out);
            out.close();
        } catch (PGPException e) {
            throw new IOException("It could not be encrypted: " + e.getMessage(), e);
        }
    }

    /** To end a message closes what it is written to, which is not the message's to close. */
    private static final class Unclosed extends FilterOutputStream {

        private Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            out.write(b, off, len);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    static String fingerprint(OpenPGPCertificate certificate) {
        return HexFormat.of().formatHex(certificate.getFingerprint()).toUpperCase(Locale.ROOT);
    }
}
