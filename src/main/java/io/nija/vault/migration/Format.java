package io.nija.vault.migration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The forms in which a file may hold credentials; {@code help.txt} beside this describes them. */
enum Format {

    CSV("csv", List.of(".csv")),
    JSON_LINES("jsonl", List.of(".jsonl", ".ndjson")),
    YAML("yaml", List.of(".yaml", ".yml")),
    ENV("env", List.of(".env"));

    /** Characters: more than the largest key that is accepted. */
    private static final int ROW_AT_MOST = 1_000_000;

    private final String option;
    private final List<String> endings;

    Format(String option, List<String> endings) {
        this.option = option;
        this.endings = endings;
    }

    static Optional<Format> ofOption(String option) {
        return Arrays.stream(values()).filter(format -> format.option.equals(option)).findFirst();
    }

    /** By the file's name; {@code .env.production} is one too. */
    static Optional<Format> of(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.startsWith(".env.") ? Optional.of(ENV)
                : Arrays.stream(values()).filter(format -> format.endings.stream().anyMatch(name::endsWith)).findFirst();
    }

    /** @param brokers the ids of the catalogue */
    Rows read(InputStream bytes, Set<String> brokers) throws IOException {
        return switch (this) {
            case CSV -> new CsvRows(new SourceText(bytes, ROW_AT_MOST));
            case JSON_LINES -> new JsonRows(new SourceText(bytes, ROW_AT_MOST));
            case YAML -> new YamlRows(new SourceText(bytes, ROW_AT_MOST));
            case ENV -> new EnvRows(new SourceText(bytes, EnvRows.AT_MOST), brokers);
        };
    }
}
