package io.nija.vault.credentials;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * What a person notes about a key. Support staff and admins can read it.
 *
 * @param expiresOn the last day on which the exchange accepts the key
 */
public record KeyDescription(@Nullable String label, @Nullable String note, @Nullable LocalDate expiresOn) {

    public static final KeyDescription EMPTY = new KeyDescription(null, null, null);
    public static final int LABEL_LENGTH = 64;
    public static final int NOTE_LENGTH = 400;
    /** Vault's limit for one entry of custom metadata. */
    private static final int BYTES_AT_MOST = 512;

    /** @throws InvalidCredentialException when a text is too long */
    public KeyDescription {
        label = check("label", label, LABEL_LENGTH);
        note = check("note", note, NOTE_LENGTH);
    }

    /** As Vault takes it for custom metadata, which has to be printable: on one line, without invisible characters. */
    private static String printable(String text) {
        return text.replaceAll("[\\s\\p{Z}]+", " ").replaceAll("\\p{C}", "");
    }

    private static @Nullable String check(String field, @Nullable String text, int length) {
        var stripped = text == null ? "" : printable(text).strip();
        if (stripped.isEmpty()) {
            return null;
        }
        if (stripped.length() > length) {
            throw new InvalidCredentialException(field, "This is longer than " + length + " characters.");
        }
        if (stripped.getBytes(StandardCharsets.UTF_8).length > BYTES_AT_MOST) {
            throw new InvalidCredentialException(field,
                    "This is longer than the vault takes: shorten it. Emoji and letters beyond A to Z take more room than others.");
        }
        return stripped;
    }
}
