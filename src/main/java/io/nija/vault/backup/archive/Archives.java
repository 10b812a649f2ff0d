package io.nija.vault.backup.archive;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.regex.Pattern;

import io.nija.vault.backup.BackupKind;
import io.nija.vault.base.InvalidIdentifierException;

/** The names and paths of backups in a store. */
public final class Archives {

    static final String FOLDER = "backups";
    static final String MANIFEST = "manifest.json";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("(vault|vault-database|console-database)-\\d{8}T\\d{6}Z");
    private static final Pattern PART = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    private Archives() {
    }

    /** Such as {@code vault-20260131T093000Z}. */
    public static String name(BackupKind kind, Instant began) {
        return kind.label() + "-" + TIME.format(began);
    }

    /** Of what the backup is of which this is the name. */
    public static BackupKind kind(String name) {
        var label = checked(name).substring(0, name.lastIndexOf('-'));
        return Arrays.stream(BackupKind.values()).filter(kind -> kind.label().equals(label)).findFirst().orElseThrow();
    }

    /** When it was begun, by its name. */
    public static Instant began(String name) {
        return TIME.parse(checked(name).substring(name.lastIndexOf('-') + 1), Instant::from);
    }

    /** @throws InvalidIdentifierException when it is no name of a backup */
    public static String checked(String name) {
        if (!isName(name)) {
            throw new InvalidIdentifierException("backup's name", "such as vault-20260131T093000Z");
        }
        return name;
    }

    /** Whether it could be the name of a backup. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static String folder(String name) {
        return FOLDER + "/" + checked(name);
    }

    static String manifest(String name) {
        return folder(name) + "/" + MANIFEST;
    }

    static String signature(String name) {
        return manifest(name) + ".asc";
    }

    static String part(String name, String part) {
        if (!PART.matcher(part).matches()) {
            throw new InvalidIdentifierException("part of a backup", "small letters, digits, dots and dashes");
        }
        return folder(name) + "/" + part + ".gpg";
    }
}
