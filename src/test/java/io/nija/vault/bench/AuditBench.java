package io.nija.vault.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.nija.vault.bench.Figure.Goal;
import io.nija.vault.testing.TestIssuer;

/**
 * The reading and the search of audit logs: one vault, one PostgreSQL, one thing at a time. Prints a row a figure to be
 * reached, then what else was measured.
 */
final class AuditBench {

    private static final Path DIRECTORY = Path.of("target", "bench").toAbsolutePath();

    /** As one gives them to a server that has some gigabytes for the audit records. */
    private static final Map<String, String> SERVER = Map.of("shared_buffers", "2GB", "effective_cache_size", "12GB", "max_wal_size", "8GB",
            "checkpoint_timeout", "15min", "random_page_cost", "1.1", "jit", "off");

    private final AuditOptions options;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private AuditBench(AuditOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "bench/logback.xml");
        int exit = 1;
        try {
            new AuditBench(AuditOptions.parse(arguments)).run();
            exit = 0;
        } catch (BenchException e) {
            Progress.say("%s", e.getMessage());
        } catch (Exception e) {
            e.printStackTrace();
        }
        System.exit(exit);
    }

    private void run() throws Exception {
        GatewayBench.delete(DIRECTORY);
        Files.createDirectories(DIRECTORY.getParent());
        Files.createDirectory(DIRECTORY, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try (var children = new Children(DIRECTORY); var issuer = TestIssuer.start(); var database = BenchDatabase.start(children, SERVER)) {
            var vault = BenchVault.start(children);
            vault.provision(issuer.uri());
            vault.seed(AuditDelay.keys().stream());
            measure(database, new AuditDelay(vault, children));
        } finally {
            GatewayBench.deleteAllButLogs();
        }
        System.out.println("figure | measured | to reach | ok or short");
        figures.forEach(figure -> System.out.println(figure.row(!options.quick())));
        if (options.quick()) {
            System.out.println("\nNot valid: --quick takes a tenth of the operations.");
        }
        System.out.println();
        notes.forEach(System.out::println);
    }

    private void measure(BenchDatabase database, AuditDelay live) throws IOException, InterruptedException {
        double vaultLines = live.saturated(options.seconds());
        note("the vault writes %,.0f lines/s", vaultLines);
        var to = Instant.now().truncatedTo(ChronoUnit.HOURS);
        var from = to.minus(AuditTraffic.SPAN);
        warmUp(database, from);
        try (var store = new AuditStore(database.create("audit"))) {
            long operations = 0;
            long bytes = 0;
            var pages = new ArrayList<AuditSearches.Pages>();
            var counts = new ArrayList<double[]>();
            for (int total : options.stages()) {
                var filled = store.fill(DIRECTORY, "node-" + (pages.size() + 1), total - operations, options.aFile(), from);
                bytes += filled.bytes();
                note("%,d lines were read at %,.0f lines/s, %.0f bytes an operation", filled.lines(), filled.perSecond(), 2.0 * filled.bytes() / filled.lines());
                if (operations == 0) {
                    ingest(filled, vaultLines, copy(database, store));
                }
                operations = total;
                note("the days of %,d operations were counted in %.1f s", operations, store.settle());
                search(store, from, to, operations, pages, counts);
            }
            figure("bytes on disk in PostgreSQL, to the raw files", (double) store.bytesOnDisk() / bytes, " ×", Goal.AT_MOST, 0.5);
            flatness(pages, counts);
            var delay = live.p95(store, options.seconds());
            figure("delay from the vault's answer to findable, p95, while calm", delay[0], " ms", Goal.UNDER, 1000);
            figure("delay from the vault's answer to findable, p95, while the vault is saturated", delay[1], " ms", Goal.UNDER, 1000);
        }
    }

    /** A console has been running for a while when logs are long, and what it is compared with is compiled long ago. */
    private void warmUp(BenchDatabase database, Instant from) throws IOException, InterruptedException {
        try (var store = new AuditStore(database.create("warm"))) {
            store.fill(DIRECTORY, "warm-up", options.aFile(), options.aFile(), from);
        }
    }

    private void ingest(AuditStore.Filled filled, double vaultLines, AuditStore.Filled copied) {
        note("raw COPY of the same rows: %,.0f rows/s", copied.perSecond() / 2);
        figure("lines/s read, to those that a saturated vault writes", filled.perSecond() / vaultLines, " ×", Goal.AT_LEAST, 3);
        figure("rows/s read, to the same rows by raw COPY", filled.perSecond() / copied.perSecond(), " ×", Goal.AT_LEAST, 0.5);
    }

    private AuditStore.Filled copy(BenchDatabase database, AuditStore store) {
        try (var copy = new AuditStore(database.create("copy"))) {
            return store.copyInto(copy, DIRECTORY, options.aFile());
        }
    }

    private void search(AuditStore store, Instant from, Instant to, long operations, List<AuditSearches.Pages> pages, List<double[]> counts) {
        var searches = new AuditSearches(store, from, to, options.repetitions());
        searches.deep();
        var page = searches.pages();
        var deep = searches.deep();
        var count = searches.summaries();
        pages.add(page);
        counts.add(count);
        note("%,d operations: first pages of %d filters p50 %.1f ms, p95 %.1f ms; slowest %.1f ms (%s); first page %.1f ms, deep page %.1f ms; "
                + "figures by class %.1f ms, by rows %.1f ms", operations, page.filters(), page.p50(), page.p95(), page.slowestP95(), page.slowest(), deep[0],
                deep[1], count[0], count[1]);
        if (operations == options.stages().getLast()) {
            figure("first page of any filter or pair of filters, p95", page.p95(), " ms", Goal.UNDER, 50);
            figure("first page of the slowest of them, p95", page.slowestP95(), " ms", Goal.UNDER, 50);
            figure("page after 100,000 rows, p95, to the first one", deep[1] / deep[0], " ×", Goal.AT_MOST, 1.5);
            figure("facets and histogram of a month, p95", count[0], " ms", Goal.UNDER, 300);
            figure("facets and histogram of a month, one user, address or key, p95", count[1], " ms", Goal.UNDER, 300);
        }
    }

    private void flatness(List<AuditSearches.Pages> pages, List<double[]> counts) {
        double growth = (double) options.stages().getLast() / options.stages().getFirst();
        figure("first pages with all operations, to those with a tenth, p95", pages.getLast().p95() / pages.getFirst().p95(), " ×", Goal.AT_MOST, 1.5);
        figure("facets with all operations, to those with a tenth, p95", counts.getLast()[1] / counts.getFirst()[1], " ×", Goal.AT_MOST, growth);
    }

    private void figure(String name, double measured, String unit, Goal goal, double limit) {
        figures.add(new Figure(name, measured, unit, goal, limit, "left out"));
    }

    private void note(String format, Object... arguments) {
        var note = format.formatted(arguments);
        Progress.say("%s", note);
        notes.add(note);
    }
}
