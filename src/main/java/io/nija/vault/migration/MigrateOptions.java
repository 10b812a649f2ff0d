package io.nija.vault.migration;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import org.springframework.boot.ApplicationArguments;

/**
 * What was asked for.
 *
 * @param write    or only look at the file
 * @param parallel how many keys are worked on at a time
 */
record MigrateOptions(Path file, Format format, boolean write, int parallel) {

    private static final int PARALLEL = 16;
    private static final int PARALLEL_AT_MOST = 64;
    private static final Set<String> NAMES = Set.of("write", "format", "parallel", "help");

    /** @throws WrongUsageException when it was asked for in a wrong way */
    static MigrateOptions of(ApplicationArguments arguments) {
        var words = arguments.getNonOptionArgs();
        if (words.size() != 2) {
            throw new WrongUsageException("Name one file; options are of the form --format=csv.");
        }
        // Those with a dot are settings of the console.
        arguments.getOptionNames().stream().filter(name -> !name.contains(".") && !NAMES.contains(name)).findFirst().ifPresent(name -> {
            throw new WrongUsageException("There is no option --" + name + ".");
        });
        var file = Path.of(words.get(1)).toAbsolutePath().normalize();
        return new MigrateOptions(file, format(file, arguments), arguments.containsOption("write"), parallel(arguments));
    }

    private static Format format(Path file, ApplicationArguments arguments) {
        var option = option(arguments, "format");
        return option.map(Format::ofOption).orElseGet(() -> Format.of(file)).orElseThrow(() -> new WrongUsageException(
                "Which form does the file have? Say --format=csv, --format=jsonl, --format=yaml or --format=env."));
    }

    private static int parallel(ApplicationArguments arguments) {
        int parallel = option(arguments, "parallel").filter(text -> text.matches("\\d{1,3}")).map(Integer::valueOf)
                .orElse(arguments.containsOption("parallel") ? 0 : PARALLEL);
        if (parallel < 1 || parallel > PARALLEL_AT_MOST) {
            throw new WrongUsageException("--parallel takes a number from 1 to " + PARALLEL_AT_MOST + ".");
        }
        return parallel;
    }

    private static Optional<String> option(ApplicationArguments arguments, String name) {
        var values = arguments.getOptionValues(name);
        return values == null ? Optional.empty() : values.stream().findFirst();
    }
}
