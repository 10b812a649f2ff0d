package io.nija.vault.credentials;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.nija.vault.base.UserId;
import io.nija.vault.credentials.KeyVersion.Origin;
import io.nija.vault.vault.Provisioning;
import io.nija.vault.vault.SecretMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What the console keeps in a secret's custom metadata, so that the index can be rebuilt from Vault alone:
 * {@code label}, {@code note}, {@code expires_on}, {@code key_hint}, the names in {@code parameters}, and for each
 * version, as under {@code v7}, how it came about and by whom: {@code rolled_back:3 alice}. Also {@code added_at}, since
 * Vault's own time of creation is that of the first key that ever had the name. Whoever writes by other means may leave
 * anything there, so what does not read well counts as absent.
 */
final class KeyAnnotations {

    private static final String LABEL = "label";
    private static final String NOTE = "note";
    private static final String EXPIRES_ON = "expires_on";
    private static final String ADDED_AT = "added_at";
    private static final String KEY_HINT = "key_hint";
    private static final String PARAMETERS = "parameters";
    private static final String VERSION = "v";
    private static final Pattern HISTORY = Pattern.compile("(added|rotated|rolled_back):?(\\d{1,9})? (\\S{1,128})");
    /** A hint must leave enough hidden: four characters of sixteen or more. */
    private static final int HINT_LENGTH = 4;
    private static final int SHOW_HINT_FROM = 16;
    /** Vault's limit for one entry. */
    private static final int LENGTH_AT_MOST = 512;
    private static final int LAST_YEAR = 9999;

    private KeyAnnotations() {
    }

    static Map<String, @Nullable String> description(KeyDescription description) {
        var entries = new HashMap<String, @Nullable String>();
        entries.put(LABEL, description.label());
        entries.put(NOTE, description.note());
        entries.put(EXPIRES_ON, description.expiresOn() == null ? null : description.expiresOn().toString());
        return entries;
    }

    /** For the first version of a key. */
    static Map<String, @Nullable String> added(int number, UserId author, StoredKey key, Instant now) {
        var entries = version(number, new Origin(Origin.Kind.ADDED, null), author, key);
        entries.put(ADDED_AT, now.toString());
        return entries;
    }

    static Instant addedAt(SecretMetadata metadata) {
        try {
            var text = metadata.custom().get(ADDED_AT);
            return text == null ? metadata.createdAt() : Instant.parse(text);
        } catch (DateTimeParseException e) {
            return metadata.createdAt();
        }
    }

    /** Whether a version's values replaced others, as opposed to those that the key was added with. */
    static boolean isRotation(SecretMetadata metadata, int version) {
        return entry(metadata, version).map(m -> origin(m).kind() != Origin.Kind.ADDED).orElse(version > 1);
    }

    /** How a version came about, and what may be shown of its values: the end of the key's id, the parameters' names. */
    static Map<String, @Nullable String> version(int number, Origin origin, UserId author, StoredKey key) {
        var entries = new HashMap<String, @Nullable String>();
        var from = origin.source().map(version -> ":" + version).orElse("");
        entries.put(VERSION + number, origin.kind().name().toLowerCase(Locale.ROOT) + from + " " + author);
        entries.put(VERSION + (number - Provisioning.VERSIONS_KEPT), null);
        entries.put(KEY_HINT, hint(key.apiKey().expose()));
        var parameters = String.join(",", key.additionalParams().keySet());
        entries.put(PARAMETERS, parameters.isEmpty() || parameters.length() > LENGTH_AT_MOST ? null : parameters);
        return entries;
    }

    /** What may be shown of a key's id at the exchange; null when it is too short to show any. */
    static @Nullable String hint(String apiKey) {
        return apiKey.length() < SHOW_HINT_FROM || !apiKey.chars().allMatch(c -> c > ' ' && c < 127)
                ? null : apiKey.substring(apiKey.length() - HINT_LENGTH);
    }

    /** Removes everything that was noted about a key whose values are gone. */
    static Map<String, @Nullable String> nothing(SecretMetadata metadata) {
        var entries = new HashMap<String, @Nullable String>();
        metadata.custom().keySet().forEach(name -> entries.put(name, null));
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
            var date = text == null ? null : LocalDate.parse(text);
            // Others may write a year that no database takes.
            return date == null || date.getYear() < 0 || date.getYear() > LAST_YEAR ? null : date;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    static @Nullable String keyHint(SecretMetadata metadata) {
        var hint = metadata.custom().get(KEY_HINT);
        return hint != null && hint.length() <= HINT_LENGTH ? hint : null;
    }

    /** The names of the additional parameters; empty too when they were too many to note. */
    static List<String> parameters(SecretMetadata metadata) {
        var names = metadata.custom().getOrDefault(PARAMETERS, "");
        return names.isEmpty() ? List.of() : List.of(names.split(","));
    }

    static KeyVersion keyVersion(SecretMetadata metadata, SecretMetadata.Version version) {
        var entry = entry(metadata, version.number());
        var origin = entry.map(KeyAnnotations::origin).orElse(new Origin(Origin.Kind.UNKNOWN, null));
        var state = version.destroyed() ? KeyVersion.State.DESTROYED
                : version.live() ? KeyVersion.State.LIVE : KeyVersion.State.DELETED;
        return new KeyVersion(version.number(), version.createdAt(), origin, entry.map(m -> m.group(3)).orElse(null), state);
    }

    private static Origin origin(Matcher entry) {
        return new Origin(Origin.Kind.valueOf(entry.group(1).toUpperCase(Locale.ROOT)),
                entry.group(2) == null ? null : Integer.valueOf(entry.group(2)));
    }

    private static Optional<Matcher> entry(SecretMetadata metadata, int version) {
        return Optional.ofNullable(metadata.custom().get(VERSION + version)).map(HISTORY::matcher).filter(Matcher::matches);
    }
}
