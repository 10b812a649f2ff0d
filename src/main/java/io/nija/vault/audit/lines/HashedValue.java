package io.nija.vault.audit.lines;

import java.util.HexFormat;

/**
 * A value as Vault's audit log shows it.
 *
 * @param field where in the request or response, such as {@code request.data.data.api_key}
 * @param hash  the first eight bytes of its HMAC, which is enough to find it by
 */
public record HashedValue(String field, long hash) {

    private static final String MARK = "hmac-sha256:";
    private static final int DIGITS = 64;
    private static final int LONGEST_FIELD = 64;

    public HashedValue {
        if (field.length() > LONGEST_FIELD) {
            field = field.substring(0, LONGEST_FIELD);
        }
    }

    /** Whether a text is what Vault puts in place of a value. */
    public static boolean isOne(String text) {
        return text.startsWith(MARK) && text.length() == MARK.length() + DIGITS
                && text.chars().skip(MARK.length()).allMatch(HexFormat::isHexDigit);
    }

    public static long hash(String text) {
        return HexFormat.fromHexDigitsToLong(text, MARK.length(), MARK.length() + 16);
    }
}
