package io.nija.vault.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.StartupException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/**
 * A person who keeps one share of Vault's key, encrypted to their OpenPGP certificate, so that nobody else ever sees it.
 *
 * @param name        part of a file's name
 * @param fingerprint of the certificate, in capital hexadecimal digits
 * @param certificate as Vault takes it: not armoured, in base64
 */
record KeyHolder(String name, String fingerprint, String certificate) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /**
     * @param file as {@code gpg --export --armor} writes it
     * @throws StartupException when it holds no certificate, or a private key
     */
    static KeyHolder of(String name, Path file) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidIdentifierException("name of a share's holder", "small letters, digits, dots, dashes and underscores");
        }
        try (var in = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
            if (!(new BcPGPObjectFactory(in).nextObject() instanceof PGPPublicKeyRing ring)) {
                throw new StartupException(file + " holds no OpenPGP certificate. Give what gpg --export --armor writes, never a private key.");
            }
            return new KeyHolder(name, fingerprint(ring.getPublicKey()), Base64.getEncoder().encodeToString(ring.getEncoded()));
        } catch (IOException e) {
            throw new StartupException(file + " cannot be read as an OpenPGP certificate: " + e.getMessage());
        }
    }

    private static String fingerprint(PGPPublicKey key) {
        return HexFormat.of().formatHex(key.getFingerprint()).toUpperCase(Locale.ROOT);
    }
}
