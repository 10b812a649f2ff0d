package io.nija.vault.backup.restore;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.nija.vault.backup.BackupException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;

/**
 * What the command was asked for.
 *
 * @param name   which backup, or the label of a database's; null for a list, or for the newest that is not after {@code before}
 * @param before null when no time was given
 * @param to     what time a database is to be recovered to; null for as far as its WAL archive goes
 * @param key    file with the private key; null to verify only
 * @param into   a new directory to recover a database into; null to look only
 * @param write  whether to restore into Vault for real
 * @param force  whether to restore into a Vault whose seal, or cluster, is another one
 */
record RestoreOptions(@Nullable String name, @Nullable Instant before, @Nullable Instant to, @Nullable Path key, @Nullable Path into, boolean write, boolean force) {

    private static final Set<String> KNOWN = Set.of("before", "to", "key", "into", "write", "force");

    /** @throws BackupException with what is wrong */
    static RestoreOptions of(ApplicationArguments arguments) {
        var words = arguments.getNonOptionArgs();
        if (words.size() > 2) {
            throw new BackupException("Restore takes one backup at a time.");
        }
        for (var option : arguments.getOptionNames()) {
            // Settings, which may be given as options too, have a dot in their names.
            if (!KNOWN.contains(option) && !option.contains(".")) {
                throw new BackupException("There is no option --%s. There are --key=FILE, --before=TIME, --to=TIME, --into=DIRECTORY, --write and --force.".formatted(option));
            }
        }
        var key = value(arguments, "key");
        var before = value(arguments, "before");
        var to = value(arguments, "to");
        var into = value(arguments, "into");
        var options = new RestoreOptions(words.size() == 2 ? words.get(1) : null, before == null ? null : time(before),
                to == null ? null : time(to), key == null ? null : Path.of(key), into == null ? null : Path.of(into), arguments.containsOption("write"), arguments.containsOption("force"));
        if ((options.write || options.to != null || options.into != null) && options.key == null) {
            throw new BackupException("To restore, name the file of the private key that opens the backup: --key=FILE");
        }
        return options;
    }

    /** Whether nothing is wanted but a list. */
    boolean list() {
        return name == null && before == null;
    }

    private static @Nullable String value(ApplicationArguments arguments, String option) {
        var values = arguments.getOptionValues(option);
        if (values == null) {
            return null;
        }
        if (values.equals(List.of()) || values.getLast().isBlank()) {
            throw new BackupException("--%s needs a value, as in --%s=…".formatted(option, option));
        }
        return values.getLast();
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BackupException("“%s” is no time. Write it such as 2026-01-31T09:30:00Z".formatted(text), e);
        }
    }
}
