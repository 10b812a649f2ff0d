package io.nija.vault.credentials;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nija.vault.base.SecretValue;

/**
 * The values of a key as a person gives them.
 *
 * @param apiKey           the key's id at the exchange
 * @param additionalParams what the exchange wants besides, by storage key; when rotating, only those that change
 */
public record KeyMaterial(SecretValue apiKey, SecretValue apiSecret, Map<String, SecretValue> additionalParams) {

    /** Where the parameters lie in Vault, and the field that what is wrong with their names or number is told for. */
    public static final String ADDITIONAL_PARAMS = "additional_params";

    private static final Pattern PARAM_NAME = Pattern.compile("[a-z0-9][a-z0-9_]{0,63}");
    private static final int PARAMS_AT_MOST = 32;
    /** Room for a PEM file of several keys, and well below what Vault takes. */
    private static final int LENGTH_AT_MOST = 16_384;

    /** @throws InvalidCredentialException when a value is missing, too long or has control characters */
    public KeyMaterial {
        additionalParams = Collections.unmodifiableMap(new LinkedHashMap<>(additionalParams));
        check(BrokerField.API_KEY, apiKey);
        check(BrokerField.API_SECRET, apiSecret);
        if (additionalParams.size() > PARAMS_AT_MOST) {
            throw new InvalidCredentialException(ADDITIONAL_PARAMS, "A key has at most " + PARAMS_AT_MOST + " further parameters.");
        }
        additionalParams.forEach(KeyMaterial::checkParameter);
    }

    /**
     * Whether one further parameter is acceptable by itself.
     *
     * @throws InvalidCredentialException when not: for the field of that name when it is the value, else for
     *                                    {@code additional_params}
     */
    public static void checkParameter(String name, SecretValue value) {
        if (!PARAM_NAME.matcher(name).matches()) {
            throw new InvalidCredentialException(ADDITIONAL_PARAMS,
                    "A parameter's name has 1 to 64 lower-case letters, digits and underscores.");
        }
        // Wherever values go by the name of their field, such a parameter would hide the key or the secret itself.
        if (name.equals(BrokerField.API_KEY) || name.equals(BrokerField.API_SECRET)) {
            throw new InvalidCredentialException(ADDITIONAL_PARAMS, "This name is taken: it is that of the key itself. Choose another.");
        }
        check(name, value);
    }

    private static void check(String field, SecretValue value) {
        var text = value.expose();
        if (text.isBlank()) {
            throw new InvalidCredentialException(field, "This must not be empty.");
        }
        if (text.length() > LENGTH_AT_MOST) {
            throw new InvalidCredentialException(field, "This is longer than " + LENGTH_AT_MOST + " characters.");
        }
        // Line ends and tabs belong into PEM; the rest are accidents, or worse.
        // Half a surrogate pair is no character, and would come back as another.
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t'
                || Character.getType(c) == Character.SURROGATE)) {
            throw new InvalidCredentialException(field, "This holds characters that no key has. Copy it again.");
        }
    }

    Collection<SecretValue> values() {
        return Stream.concat(Stream.of(apiKey, apiSecret), additionalParams.values().stream()).toList();
    }

    @Override
    public String toString() {
        return "KeyMaterial" + additionalParams.keySet();
    }
}
