package io.nija.vault.credentials;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.KeyVersion.Origin;
import io.nija.vault.vault.SecretMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What the console keeps in a secret's custom metadata, so that the index can be rebuilt from Vault alone:
 * {@code label}, {@code note}, {@code expires_on}, {@code key_hint}, and for each version {@code v7} how it came about
 * and by whom, as in {@code rolled_back:3 alice}. Whoever writes by other means may leave anything there, so what does
 * not read well counts as absent.
 */
final class KeyAnnotations {

    private static final String LABEL = "label";
    private static final String NOTE = "note";
    private static final String EXPIRES_ON = "expires_on";
    private static final String KEY_HINT = "key_hint";
    private static final Pattern VERSION = Pattern.compile("(added|rotated|rolled_back):?(\\d{1,9})? (\\S{1,128})");
    /** A hint must leave enough hidden: four characters of sixteen or more. */
    private static final int HINT_LENGTH = 4;
    private static final int SHOW_HINT_FROM = 16;

    private KeyAnnotations() {
    }

    static Map<String, @Nullable String> description(KeyDescription description) {
        var entries = new HashMap<String, @Nullable String>();
        entries.put(LABEL, description.label());
        entries.put(NOTE, description.note());
        entries.put(EXPIRES_ON, description.expiresOn() == null ? null : description.expiresOn().toString());
        return entries;
    }

    static Map<String, @Nullable String> version(int number, Origin origin, UserId author, SecretValue apiKey) {
        var entries = new HashMap<String, @Nullable String>();
        var from = origin.source().map(version -> ":" + version).orElse("");
        entries.put("v" + number, origin.kind().name().toLowerCase(java.util.Locale.ROOT) + from + " " + author);
        entries.put(KEY_HINT, hint(apiKey.expose()));
        return entries;
    }

    private static @Nullable String hint(String apiKey) {
        return apiKey.length() < SHOW_HINT_FROM || !apiKey.chars().allMatch(c -> c > ' ' && c < 127)
                ? null : apiKey.substring(apiKey.length() - HINT_LENGTH);
    }

    /** Removes what was noted about a key whose values are gone, and the history of versions that Vault dropped. */
    static Map<String, @Nullable String> nothing(SecretMetadata metadata) {
        var entries = new HashMap<String, @Nullable String>();
        metadata.custom().keySet().forEach(name -> entries.put(name, null));
        return entries;
    }

    static Map<String, @Nullable String> withoutDroppedVersions(SecretMetadata metadata) {
        var entries = new HashMap<String, @Nullable String>();
        metadata.custom().keySet().stream()
                .filter(name -> name.matches("v\\d{1,9}"))
                .filter(name -> metadata.version(Integer.parseInt(name.substring(1))).isEmpty())
                .forEach(name -> entries.put(name, null));
        return entries;
    }

    static KeyDescription description(SecretMetadata metadata) {
        try {
            return new KeyDescription(metadata.custom().get(LABEL), metadata.custom().get(NOTE), expiresOn(metadata));
        } catch (InvalidCredentialException e) {
            return new KeyDescription(null, null, expiresOn(metadata));
        }
    }

    private static @Nullable LocalDate expiresOn(SecretMetadata metadata) {
        try {
            var text = metadata.custom().get(EXPIRES_ON);
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    static @Nullable String keyHint(SecretMetadata metadata) {
        var hint = metadata.custom().get(KEY_HINT);
        return hint != null && hint.length() <= HINT_LENGTH ? hint : null;
    }

    static Origin origin(SecretMetadata metadata, int version) {
        return entry(metadata, version)
                .map(m -> new Origin(Origin.Kind.valueOf(m.group(1).toUpperCase(java.util.Locale.ROOT)),
                        m.group(2) == null ? null : Integer.valueOf(m.group(2))))
                .orElse(new Origin(Origin.Kind.UNKNOWN, null));
    }

    static @Nullable String author(SecretMetadata metadata, int version) {
        return entry(metadata, version).map(m -> m.group(3)).orElse(null);
    }

    private static Optional<Matcher> entry(SecretMetadata metadata, int version) {
        return Optional.ofNullable(metadata.custom().get("v" + version)).map(VERSION::matcher).filter(Matcher::matches);
    }
}
