package io.nija.vault.backup.archive;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
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

    /** @throws InvalidIdentifierException when it is no name of a backup */
    public static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidIdentifierException("backup's name", "such as vault-20260131T093000Z");
        }
        return name;
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
