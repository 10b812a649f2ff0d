package io.nija.vault.backup.postgres.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** What a server has written of its recovery. */
final class RecoveryLog {

    private static final Pattern LAST = Pattern.compile("last completed transaction was at log time (\\S+ \\S+)\\+00");
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendPattern("yyyy-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true).toFormatter().withZone(ZoneOffset.UTC);
    private static final int TAIL = 12;

    private final Path file;

    RecoveryLog(Path file) {
        this.file = file;
    }

    /** The time of the newest commit that came back; null when none did after the base backup. */
    @Nullable Instant lastCommit() throws IOException {
        var found = LAST.matcher(Files.readString(file));
        Instant last = null;
        while (found.find()) {
            last = TIME.parse(found.group(1), Instant::from);
        }
        return last;
    }

    /** Whether the WAL ended before the time that was asked for. */
    boolean endedTooEarly() throws IOException {
        return Files.readString(file).contains("recovery ended before configured recovery target was reached");
    }

    /** For a person. */
    String tail() throws IOException {
        var lines = Files.readAllLines(file);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }
}
