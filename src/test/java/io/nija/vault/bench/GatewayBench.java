package io.nija.vault.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/**
 * The gateway beside the one of the architecture document and beside the vault read directly: one vault, 200 users, one
 * thing at a time. Prints a row a figure to be reached, then all that was measured. Exits with 0 when all calls were
 * answered as they should, whether the figures are reached or not.
 */
final class GatewayBench {

    private static final Path DIRECTORY = Path.of("target", "bench").toAbsolutePath();

    private GatewayBench() {
    }

    public static void main(String[] arguments) {
        System.setProperty("logback.configurationFile", "bench/logback.xml");
        int exit = 1;
        try {
            exit = run(Options.parse(arguments));
        } catch (BenchException e) {
            Progress.say("%s", e.getMessage());
        } catch (Exception e) {
            e.printStackTrace();
        }
        System.exit(exit);
    }

    private static int run(Options options) throws IOException {
        delete(DIRECTORY);
        Files.createDirectories(DIRECTORY.getParent());
        // The calls in it hold tokens, if only of a vault that is gone soon.
        Files.createDirectory(DIRECTORY, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Results results;
        try (var children = new Children(DIRECTORY)) {
            results = measure(options, children);
        } finally {
            deleteAllButLogs();
        }
        print(options, results);
        return results.anyFailed() ? 1 : 0;
    }

    private static Results measure(Options options, Children children) throws IOException {
        try (var surroundings = Surroundings.start(options, children)) {
            return new Course(surroundings, new Wrk(children)).run();
        } catch (Exception e) {
            children.waitWhenEnding();
            throw e;
        }
    }

    private static void print(Options options, Results results) {
        System.out.println("figure | measured | to reach | ok or short");
        boolean valid = !options.quick();
        new Figures(results).all().forEach(figure -> System.out.println(figure.row(valid)));
        if (!valid) {
            System.out.println("\nNot valid: --quick leaves no time to warm up, and takes " + options.manyUsers() + " users for many.");
        }
        results.problems().forEach(problem -> System.out.println("\nFailed: " + problem));
        if (results.anyFailed()) {
            System.out.println("\nNot valid where calls failed, as the last column tells.");
        }
        if (options.asksFor(Options.Part.PEER) && !PeerGateway.isThere()) {
            System.out.println("\nThe document's gateway is not there: its folder is ../shared/peer.");
        }
        System.out.println("\nAt " + Figures.CONNECTIONS + " connections where no other number is given. " + Course.EXPLANATION);
        System.out.println("\n" + results.table());
    }

    static void deleteAllButLogs() throws IOException {
        try (var files = Files.list(DIRECTORY)) {
            for (var file : files.filter(file -> !file.toString().endsWith(".log")).toList()) {
                delete(file);
            }
        }
    }

    static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (var files = Files.walk(path)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
