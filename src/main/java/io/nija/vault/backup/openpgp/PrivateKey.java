package io.nija.vault.backup.openpgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import io.nija.vault.backup.BackupException;
import io.nija.vault.base.SecretValue;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.api.OpenPGPKey;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.jspecify.annotations.Nullable;

/** An OpenPGP key with its private half: a recipient's, which opens backups, or the one that signs them. */
public final class PrivateKey {

    private final OpenPGPKey key;
    private final @Nullable SecretValue passphrase;

    private PrivateKey(OpenPGPKey key, @Nullable SecretValue passphrase) {
        this.key = key;
        this.passphrase = passphrase;
    }

    /**
     * @param armoured   as {@code gpg --export-secret-keys --armor} writes it
     * @param passphrase null for a key without one
     * @throws BackupException when it is no private key, or the passphrase does not open it
     */
    public static PrivateKey of(InputStream armoured, @Nullable SecretValue passphrase) {
        try {
            var key = OpenPgp.API.readKeyOrCertificate().parseKey(armoured);
            for (var part : key.getSecretKeys().values()) {
                part.unlock(passphrase == null ? null : passphrase.expose().toCharArray());
            }
            return new PrivateKey(key, passphrase);
        } catch (IOException e) {
            throw new BackupException("It is no OpenPGP private key: " + e.getMessage(), e);
        } catch (PGPException e) {
            throw new BackupException("The passphrase does not open the OpenPGP private key.", e);
        }
    }

    /**
     * A new key on curve 25519, with a subkey for signatures and one for encryption, in a form that gpg 2.2 knows.
     *
     * @param name whose, such as {@code Backups of NIJA Vault}
     */
    public static PrivateKey generate(String name) {
        try {
            return new PrivateKey(OpenPgp.API.generateKey(4)
                    .withPrimaryKey(PGPKeyPairGenerator::generateLegacyEd25519KeyPair)
                    .addUserId(name)
                    .addSigningSubkey(PGPKeyPairGenerator::generateLegacyEd25519KeyPair)
                    .addEncryptionSubkey(PGPKeyPairGenerator::generateLegacyX25519KeyPair)
                    .build(), null);
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate, for {@link Recipients} and {@link Signers}, armoured. */
    public String certificate() {
        try {
            return key.toCertificate().toAsciiArmoredString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key with its private half, armoured; the passphrase, if there is one, still protects it. */
    public SecretValue export() {
        try {
            return SecretValue.of(key.toAsciiArmoredString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public String fingerprint() {
        return Recipients.fingerprint(key);
    }

    /** Takes the content of a message as it is decrypted. */
    public interface Reader {

        /** @param content what is left of it unread is read after that, and is not to be closed */
        void read(InputStream content) throws IOException;
    }

    /**
     * Decrypts a message. What it has written so far counts for nothing when it throws: that the message is whole is known at its end.
     *
     * @throws BackupException when it is for somebody else, damaged or cut short
     * @throws IOException     when reading or writing failed
     */
    public void decrypt(InputStream message, OutputStream to) throws IOException {
        decrypt(message, (Reader) content -> content.transferTo(to));
    }

    /** The same for a reader, whose exceptions are passed on. */
    public void decrypt(InputStream message, Reader reader) throws IOException {
        var content = new Decrypted(message, fingerprint(),
                source -> OpenPgp.API.decryptAndOrVerifyMessage().addDecryptionKey(key, passphrase()).process(source));
        try {
            reader.read(content);
        } catch (BackupException e) {
            content.requireReadable();
            throw e;
        }
        content.transferTo(OutputStream.nullOutputStream());
        content.close();
    }

    /** A detached signature over the content, armoured, as {@code gpg --verify} takes it. */
    public String sign(byte[] content) {
        try {
            var signing = OpenPgp.API.createDetachedSignature().addSigningKey(key, one -> passphrase(), OpenPgp.SHA_512);
            var signatures = signing.sign(new ByteArrayInputStream(content));
            var text = new StringBuilder();
            for (var signature : signatures) {
                text.append(signature.toAsciiArmoredString());
            }
            return text.toString();
        } catch (PGPException | IOException e) {
            throw new BackupException("It could not be signed with the key %s: %s".formatted(fingerprint(), e.getMessage()), e);
        }
    }

    private char @Nullable [] passphrase() {
        return passphrase == null ? null : passphrase.expose().toCharArray();
    }

    /** The fingerprint. */
    @Override
    public String toString() {
        return fingerprint();
    }
}
