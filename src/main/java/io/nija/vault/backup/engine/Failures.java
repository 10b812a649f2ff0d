package io.nija.vault.backup.engine;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Says in words for an admin what kept a store or a source from working. */
final class Failures {

    private Failures() {
    }

    static String words(IOException failure) {
        var text = Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
        if (text.contains("No space left on device") || text.contains("Disk quota exceeded")) {
            return "There is no space left in the store. Make room, or give it a larger disk.";
        }
        return switch (failure) {
            case AccessDeniedException denied -> "The console may not write or read in the store: " + denied.getFile();
            case NoSuchFileException missing -> "A file of the store is missing: " + missing.getFile();
            case FileSystemException other -> "The store does not work: " + text;
            default -> text.endsWith(".") ? text : text + ".";
        };
    }
}
