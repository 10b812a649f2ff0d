package io.nija.vault.backup.postgres.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.process.OwnServer;
import io.zonky.test.db.postgres.util.LinuxUtils;

/**
 * A PostgreSQL that is installed on this machine. It refuses to run as root, so root runs it in a name space where nobody is. On Linux it ends
 * with the thread that has started it, and so with a console that is killed.
 */
public final class PostgresPrograms {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    private final Path directory;

    /**
     * @param directory with the program {@code postgres}, such as {@code /usr/lib/postgresql/15/bin}
     * @throws BackupException when it is not there
     */
    public PostgresPrograms(Path directory) {
        this.directory = directory;
        if (!Files.isExecutable(directory.resolve("postgres"))) {
            throw new BackupException("There is no PostgreSQL in %s. Set BACKUP_POSTGRES_PROGRAMS to the directory that holds the program postgres."
                    .formatted(directory));
        }
    }

    /** Such as {@code 18}. */
    public String majorVersion() throws IOException {
        var process = new ProcessBuilder(directory.resolve("postgres").toString(), "--version").redirectErrorStream(true).start();
        var found = VERSION.matcher(new String(process.getInputStream().readAllBytes()));
        if (!found.find()) {
            throw new BackupException("The program postgres in %s does not say its version.".formatted(directory));
        }
        return found.group(1);
    }

    /** To run one of the programs with these arguments. */
    public ProcessBuilder run(String program, List<String> arguments) {
        var command = new ArrayList<>(LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.<String>of());
        command.addAll(OwnServer.endedWithUs());
        command.add(directory.resolve(program).toString());
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
