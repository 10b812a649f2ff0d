package io.nija.vault.backup.openpgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import io.nija.vault.backup.BackupException;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;

/** Whose signature makes a backup genuine: OpenPGP certificates, of which one is enough. */
public final class Signers {

    private final List<OpenPGPCertificate> certificates;

    private Signers(List<OpenPGPCertificate> certificates) {
        this.certificates = certificates;
    }

    /** @param armoured one or more certificates */
    public static Signers of(InputStream armoured) {
        try {
            var certificates = OpenPgp.API.readKeyOrCertificate().parseKeysOrCertificates(armoured);
            if (certificates.isEmpty()) {
                throw new BackupException("There is no OpenPGP certificate to tell genuine backups by.");
            }
            return new Signers(List.copyOf(certificates));
        } catch (IOException e) {
            throw new BackupException("The OpenPGP certificates to tell genuine backups by cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * @param signature armoured
     * @return the fingerprint of the certificate whose signature it is
     * @throws BackupException when it is none of theirs, or of another content
     */
    public String verify(byte[] content, String signature) {
        return examine(content, signature).fingerprint();
    }

    /**
     * A signature that is genuine.
     *
     * @param fingerprint of the certificate whose signature it is
     * @param made        when, to the second, as the signature itself says
     */
    public record Genuine(String fingerprint, Instant made) {
    }

    /** The same as {@link #verify}, with the time. */
    public Genuine examine(byte[] content, String signature) {
        try {
            var verification = OpenPgp.API.verifyDetachedSignature()
                    .addSignatures(new ByteArrayInputStream(signature.getBytes(StandardCharsets.US_ASCII)));
            certificates.forEach(verification::addVerificationCertificate);
            for (var found : verification.process(new ByteArrayInputStream(content))) {
                if (found.isValid()) {
                    return new Genuine(Recipients.fingerprint(found.getIssuerCertificate()), found.getCreationTime().toInstant());
                }
            }
        } catch (IOException | PGPException | RuntimeException e) {
            throw new BackupException("The signature cannot be read: " + e.getMessage(), e);
        }
        throw new BackupException("The signature is not genuine: it is somebody else's, or was made for another content.");
    }
}
