package io.nija.vault.e2e;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.microsoft.playwright.Page;

/**
 * What the console costs with many people in it: {@value #SESSIONS} sessions with push, all signed in, who click every
 * ten seconds; and how soon the dashboard stands. Prints a row a figure.
 */
final class ConsoleBench {

    private static final int SESSIONS = 500;
    private static final int SECONDS = 60;
    private static final int THINK_SECONDS = 10;
    private static final int DASHBOARDS = 5;

    /** One admin and one of support among fifty. Each goes from view to view, beginning with another than the one they land on. */
    private enum Visitor {

        USER("alice", "dashboard", "keys", "activity", "add"), OTHER_USER("bob", "activity", "keys", "revoked", "keys"),
        SUPPORT("sam", "directory", "dashboard"), ADMIN("ada", "audit", "dashboard", "directory", "audit/coverage");

        private final String person;
        private final String[] views;

        Visitor(String person, String... views) {
            this.person = person;
            this.views = views;
        }

        static Visitor number(int number) {
            return number % 50 == 0 ? ADMIN : number % 50 == 1 ? SUPPORT : number % 2 == 0 ? USER : OTHER_USER;
        }
    }

    private final ConsoleProcess console;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ConsoleBench(ConsoleProcess console) {
        this.console = console;
    }

    public static void main(String[] arguments) throws Exception {
        System.out.println("figure | measured | to reach | ok or short");
        try (var console = ConsoleProcess.start("bench")) {
            new ConsoleBench(console).run();
        }
        VisitBench.main(arguments);
    }

    private void run() throws Exception {
        signIn(Visitor.values().length).forEach(PushedSession::close);
        double before = liveMegabytes();
        var sessions = signIn(SESSIONS);
        double each = (liveMegabytes() - before) / SESSIONS;
        var clicks = click(sessions);
        long pushed = sessions.stream().filter(PushedSession::isPushed).count();
        double after = (liveMegabytes() - before) / SESSIONS;
        row("heap a session, MB, after the sign-in", each, 1);
        row("heap a session, MB, after " + clicks.size() / SESSIONS + " views", after, 1);
        row("server time of a click with " + pushed + " sessions pushed, p95, ms", percentile(clicks, 0.95) / 1e6, 50);
        System.out.printf(Locale.ROOT, "(%d clicks, p50 %.1f ms, p99 %.1f ms)%n", clicks.size(), percentile(clicks, 0.5) / 1e6, percentile(clicks, 0.99) / 1e6);
        sessions.forEach(PushedSession::close);
        row("dashboard from navigation to the last chart, s, median of " + DASHBOARDS, dashboard(), 1);
    }

    /** One after the other: the embedded provider keeps sign-ins in a map that fails when several come at once. */
    private List<PushedSession> signIn(int many) throws IOException, InterruptedException {
        var sessions = new ArrayList<PushedSession>();
        for (int number = 0; number < many; number++) {
            sessions.add(new PushedSession(http, console, (many < SESSIONS ? Visitor.values()[number] : Visitor.number(number)).person));
        }
        return sessions;
    }

    /** Everybody at their own pace, spread evenly over the time. @return nanoseconds of each */
    private List<Long> click(List<PushedSession> sessions) throws Exception {
        var number = new AtomicInteger();
        var times = Collections.synchronizedList(new ArrayList<Long>());
        long start = System.nanoTime();
        inThreads(sessions.size(), () -> {
            int own = number.getAndIncrement();
            var views = viewsOf(sessions.get(own));
            for (int i = 0; i < SECONDS / THINK_SECONDS; i++) {
                long at = start + TimeUnit.SECONDS.toNanos(1) * THINK_SECONDS * i + TimeUnit.SECONDS.toNanos(THINK_SECONDS) * own / sessions.size();
                TimeUnit.NANOSECONDS.sleep(at - System.nanoTime());
                times.add(sessions.get(own).go(views[i % views.length]));
            }
            return null;
        });
        return times;
    }

    private String[] viewsOf(PushedSession session) {
        return Arrays.stream(Visitor.values()).filter(visitor -> visitor.person.equals(session.person())).findFirst().orElseThrow().views;
    }

    private static void inThreads(int threads, Callable<Void> work) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<Void>>();
            for (int i = 0; i < threads; i++) {
                all.add(executor.submit(work));
            }
            for (var one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The load could not be put on", e.getCause());
        }
    }

    /** What is left after a full collection, as the JVM's own tool counts it. */
    private double liveMegabytes() throws IOException, InterruptedException {
        var jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                String.valueOf(console.process().pid()), "GC.class_histogram").redirectErrorStream(true).start();
        var lines = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        jcmd.waitFor();
        return Long.parseLong(lines.getLast().strip().split("\\s+")[2]) / 1e6;
    }

    private double dashboard() {
        try (var browsers = new Browsers(); var context = browsers.browser().newContext()) {
            var page = context.newPage();
            page.navigate(console.url());
            page.getByLabel("Name").fill("ada");
            page.getByLabel("Password").fill(console.password("ada"));
            page.locator("button[type=submit]").click();
            page.locator("vaadin-app-layout").waitFor();
            var seconds = new ArrayList<Double>();
            for (int i = 0; i < DASHBOARDS; i++) {
                seconds.add(untilItStands(page));
            }
            return seconds.stream().sorted().toList().get(DASHBOARDS / 2);
        }
    }

    private double untilItStands(Page page) {
        page.navigate("about:blank");
        long start = System.nanoTime();
        page.navigate(console.url() + "dashboard");
        page.waitForFunction("""
                () => {
                  const charts = [...document.querySelectorAll('time-chart')];
                  const tiles = document.querySelectorAll('.tile');
                  return charts.length > 0 && charts.every(chart => chart.data && chart.data.message !== 'Loading …')
                    && tiles.length > 0 && !document.querySelector('.tile.loading') && !document.querySelector('.broker-bars > p')?.textContent.startsWith('Loading');
                }""");
        page.waitForFunction("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
        return (System.nanoTime() - start) / 1e9;
    }

    private static double percentile(List<Long> times, double part) {
        var sorted = times.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * part)));
    }

    private static void row(String figure, double measured, double limit) {
        System.out.printf(Locale.ROOT, "%s | %.2f | under %.0f | %s%n", figure, measured, limit, measured < limit ? "ok" : "short");
    }
}
