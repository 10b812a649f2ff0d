package io.nija.vault.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The commands of the README, as they stand there. */
public final class ReadmeCommands {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^( *)```bash\\n(.*?)^\\1```$");

    private ReadmeCommands() {
    }

    /** The blocks of commands under a heading, up to the next heading. Those of a list's items are not indented any more. */
    public static List<String> under(String heading) throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var section = readme.substring(readme.indexOf("# " + heading + "\n") + 2).split("\n#+ ", 2)[0];
        return BLOCK.matcher(section).results().map(block -> block.group(2).replaceAll("(?m)^" + block.group(1), "")).toList();
    }
}
