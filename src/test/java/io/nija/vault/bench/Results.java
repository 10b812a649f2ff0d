package io.nija.vault.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All that has been measured, in the order in which it was. */
final class Results {

    private static final List<String> PARTS = List.of(Subject.ITSELF, Subject.POSTGRESQL, Subject.REDIS, Subject.VAULT);

    private final List<Measurement> all = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** Something could not be measured, or not to its end. */
    void problem(String message) {
        problems.add(message);
    }

    List<String> problems() {
        return problems;
    }

    void add(Measurement measurement) {
        all.add(measurement);
    }

    Optional<Measurement> find(String subject, String what, int connections) {
        return all.stream().filter(m -> m.subject().equals(subject) && m.what().equals(what) && m.connections() == connections).findFirst();
    }

    List<Measurement> findAll(String what) {
        return all.stream().filter(m -> m.what().equals(what)).toList();
    }

    boolean anyFailed() {
        return !problems.isEmpty() || all.stream().anyMatch(Measurement::failed);
    }

    /** One row a measurement, the columns aligned. */
    String table() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("what", "calls", "connections", "requests/s", "p50 ms", "p99 ms", "p99.9 ms", "CPU s/1,000: itself",
                Subject.POSTGRESQL, Subject.REDIS, Subject.VAULT, "memory MB", "failed"));
        all.forEach(measurement -> rows.add(row(measurement)));
        var widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
        return rows.stream().map(row -> IntStream.range(0, row.size())
                        .mapToObj(column -> ("%-" + widths[column] + "s").formatted(row.get(column)))
                        .collect(Collectors.joining(" | ")).strip())
                .collect(Collectors.joining("\n"));
    }

    private static List<String> row(Measurement measurement) {
        var load = measurement.load();
        var figures = Stream.of(measurement.subject(), measurement.what(), String.valueOf(measurement.connections()),
                load.usedUp() ? "-" : "%.0f".formatted(load.perSecond()),
                milliseconds(load.p50()), milliseconds(load.p99()), milliseconds(load.p999()));
        var cpu = PARTS.stream().map(part -> measurement.cpu().containsKey(part)
                ? String.format(Locale.ROOT, "%.3f", measurement.cpu().get(part)) : "-");
        var rest = Stream.of("%.0f".formatted(measurement.megabytes()), String.valueOf(load.failures()));
        return Stream.of(figures, cpu, rest).flatMap(cells -> cells).toList();
    }

    private static String milliseconds(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
