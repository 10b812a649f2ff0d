package io.nija.vault.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.nija.vault.ConsoleApplication;
import io.nija.vault.bench.Figure.Goal;
import io.nija.vault.requests.Requests;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The queue of requests in the console's own program on the embedded stack: a hundred thousand requests with a million messages. */
final class RequestBench {

    private static final Path DIRECTORY = Path.of("target", "bench").toAbsolutePath();
    private static final List<String> WEB = List.of("com.vaadin.flow.spring.SpringBootAutoConfiguration", "com.vaadin.flow.spring.SpringSecurityAutoConfiguration",
            "com.vaadin.flow.spring.VaadinScopesConfig");
    private static final int CLAIMERS = 50;
    private static final int CONTESTS = 20;

    private final boolean quick;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private RequestBench(boolean quick) {
        this.quick = quick;
    }

    public static void main(String[] arguments) {
        int exit = 1;
        var results = System.out;
        // What the console says when it starts is no result.
        System.setOut(System.err);
        try {
            new RequestBench(isQuick(arguments)).run(results);
            exit = 0;
        } catch (BenchException e) {
            Progress.say("%s", e.getMessage());
        } catch (Exception e) {
            e.printStackTrace();
        }
        System.exit(exit);
    }

    private static boolean isQuick(String... arguments) {
        var quick = false;
        for (var argument : arguments) {
            if (!argument.equals("--quick")) {
                throw new BenchException("unknown: " + argument + "; there is --quick");
            }
            quick = true;
        }
        return quick;
    }

    private void run(PrintStream results) throws IOException, InterruptedException {
        GatewayBench.delete(DIRECTORY);
        Files.createDirectories(DIRECTORY);
        var console = new SpringApplication(ConsoleApplication.class);
        console.setAdditionalProfiles("local");
        // Pages are no part of it, and there is no bundle of them beside the classes.
        console.setWebApplicationType(WebApplicationType.NONE);
        console.setLazyInitialization(true);
        console.setDefaultProperties(Map.of("logging.threshold.console", "off", "spring.autoconfigure.exclude", String.join(",", WEB)));
        // What is overdue is told once, and not while this measures.
        try (var running = console.run("--local.directory=" + DIRECTORY.resolve("local"), "--local.oidc-port=0", "--server.port=0", "--requests.round=12h")) {
            var requests = running.getBean(Requests.class);
            var filled = new FilledQueue(running.getBean(JdbcClient.class));
            filled.fill(quick ? 10_000 : 100_000);
            measure(new QueueReader(requests, quick ? 5 : 10), filled);
            contest(requests, filled);
        }
        GatewayBench.delete(DIRECTORY);
        results.println("figure | measured | to reach | ok or short");
        figures.forEach(figure -> results.println(figure.row(!quick)));
        if (quick) {
            results.println("\nNot valid: --quick takes a tenth of the requests.");
        }
        results.println();
        notes.forEach(results::println);
    }

    private void measure(QueueReader reader, FilledQueue filled) {
        var pages = reader.pages();
        figures.add(new Figure("page of the queue, any filter, pair of filters or depth, p95", pages.p95(), " ms", Goal.UNDER, 50, ""));
        figures.add(new Figure("page of the queue, the slowest of them, p95", pages.slowestP95(), " ms", Goal.UNDER, 50, ""));
        note("%,d pages of %d kinds: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms; the slowest kind %.1f ms (%s)", pages.measured(), pages.kinds(), pages.p50(),
                pages.p95(), pages.p99(), pages.slowestP95(), pages.slowest());
        note("counts of all parts of the queue: p95 %.1f ms; a request with its conversation: p95 %.1f ms", reader.counts(), reader.details(filled.some(200)));
    }

    private void contest(Requests requests, FilledQueue filled) throws InterruptedException {
        var contest = new ClaimContest(requests, CLAIMERS);
        int right = 0;
        for (long id : filled.unclaimed(CONTESTS)) {
            right += contest.hasOneWinner(id) ? 1 : 0;
        }
        figures.add(new Figure("of %d requests that %d claim at once, those that exactly one has".formatted(CONTESTS, CLAIMERS), right, "", Goal.AT_LEAST, CONTESTS, ""));
    }

    private void note(String format, Object... arguments) {
        var note = format.formatted(arguments);
        Progress.say("%s", note);
        notes.add(note);
    }
}
