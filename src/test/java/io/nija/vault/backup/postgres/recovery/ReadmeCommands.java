package io.nija.vault.backup.postgres.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The commands of the README, as they stand there. */
final class ReadmeCommands {

    private static final String BEGIN = "\n```bash\n";
    private static final String END = "\n```\n";

    private ReadmeCommands() {
    }

    /** The blocks of commands under a heading, up to the next heading. */
    static List<String> under(String heading) throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var section = readme.substring(readme.indexOf("# " + heading + "\n") + 2).split("\n#+ ", 2)[0];
        return Arrays.stream(section.split(BEGIN)).skip(1).map(block -> block.substring(0, block.indexOf(END))).toList();
    }
}
