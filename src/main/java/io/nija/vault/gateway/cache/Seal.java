package io.nija.vault.gateway.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import io.nija.vault.base.CredentialId;
import io.nija.vault.gateway.Answer;
import io.nija.vault.vault.TransitKey.DataKey;
import org.jspecify.annotations.Nullable;

/**
 * Seals answers with AES-256-GCM and names them by a keyed hash, so that whoever holds the entries learns neither what is
 * in them nor whose they are. Both keys come from one data key by HKDF (RFC 5869). Whose key it is, its broker and its
 * version are authenticated with an entry: it is worth nothing under another name.
 * <p>
 * An entry is the sealing key's id (8 bytes), the version (4), the nonce (12), and the sealed answer with its tag.
 */
class Seal {

    private static final int ID_BYTES = 8;
    private static final int NONCE_BYTES = 12;
    private static final int HEAD_BYTES = ID_BYTES + Integer.BYTES + NONCE_BYTES;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final DataKey dataKey;
    private final byte[] id;
    private final SecretKey sealing;
    private final SecretKey naming;

    Seal(DataKey dataKey) {
        this.dataKey = dataKey;
        try {
            id = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(dataKey.wrapped().getBytes(StandardCharsets.US_ASCII)), ID_BYTES);
            sealing = derived("seal", "AES");
            naming = derived("name", "HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SecretKey derived(String purpose, String algorithm) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, HKDFParameterSpec.ofExtract()
                .addIKM(new SecretKeySpec(dataKey.bytes(), "Generic"))
                .thenExpand(("nija vault cache " + purpose).getBytes(StandardCharsets.US_ASCII), 32));
    }

    DataKey dataKey() {
        return dataKey;
    }

    String name(CredentialId key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(naming);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(key.path().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] seal(CredentialId key, Answer answer) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, key, answer.version()).doFinal(answer.json());
            return ByteBuffer.allocate(HEAD_BYTES + sealed.length).put(id).putInt(answer.version()).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return null when it was sealed under another key, for another name, or changed since */
    @Nullable Answer open(CredentialId key, byte[] entry) {
        if (entry.length <= HEAD_BYTES || !Arrays.equals(entry, 0, ID_BYTES, id, 0, ID_BYTES)) {
            return null;
        }
        var head = ByteBuffer.wrap(entry, ID_BYTES, HEAD_BYTES - ID_BYTES);
        int version = head.getInt();
        var nonce = new byte[NONCE_BYTES];
        head.get(nonce);
        try {
            return new Answer(version, cipher(Cipher.DECRYPT_MODE, nonce, key, version)
                    .doFinal(entry, HEAD_BYTES, entry.length - HEAD_BYTES));
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    private Cipher cipher(int mode, byte[] nonce, CredentialId key, int version) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((key.path() + "\n" + key.broker() + "\n" + version).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
