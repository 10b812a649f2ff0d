package io.nija.vault.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import io.nija.vault.testing.BrowserlessSignIn;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.VaultCaller;

/**
 * A person's first visit to a list of 200 keys, beside OpenBao's own pages on the same keys, the same machine and the
 * same browser with an empty cache. Prints a row a figure, each the median of {@value #VISITS} visits as a ratio.
 */
final class VisitBench {

    private static final int KEYS = 200;
    private static final int VISITS = 5;

    /** What one visit cost. */
    private record Visit(double bytes, double pageSeconds, double signInSeconds, double wayToListSeconds, double reloadSeconds) {

        /** From the first address to the list of the keys; the typing of name and password is left out. */
        double listSeconds() {
            return pageSeconds + signInSeconds + wayToListSeconds;
        }
    }

    public static void main(String[] arguments) throws IOException {
        try (var console = ConsoleProcess.start("bench", "--console.index.first-check=1h", "--console.index.check=1h");
                var openBao = DevVault.start(); var browsers = new Browsers()) {
            seed(openBao.root());
            seed(personOf(console));
            index(console);
            var ours = visits(browsers.browser(), page -> visit(page, console));
            var token = readerOf(openBao.root());
            var theirs = visits(browsers.browser(), page -> visit(page, openBao, token));
            System.out.println("figure | measured | to reach | ok or short");
            row("bytes of the first visit, to OpenBao's", ours, theirs, Visit::bytes, 1);
            row("seconds from the first address to the list of 200, to OpenBao's", ours, theirs, Visit::listSeconds, 1);
            row("seconds from the sign-in to the list of 200, to OpenBao's list of engines", ours, theirs, Visit::signInSeconds, 1);
            row("seconds to load the list of 200 again, to OpenBao's", ours, theirs, Visit::reloadSeconds, 1);
            print("the console", ours);
            print("OpenBao", theirs);
        }
    }

    private static VaultCaller personOf(ConsoleProcess console) {
        var settings = console.properties("settings.properties");
        var token = new BrowserlessSignIn(settings.getProperty("local.issuer"), settings.getProperty("oidc.client-secret"),
                console.directory()).idToken("alice");
        return VaultCaller.byJwt(URI.create(settings.getProperty("vault.addr")), "user", token);
    }

    private static void seed(VaultCaller vault) {
        for (int i = 0; i < KEYS; i++) {
            vault.send("POST", "secret/data/users/alice/kraken--k%03d".formatted(i),
                    Map.of("data", Map.of("api_key", "key-" + i, "api_secret", "secret-" + i, "broker", "kraken")));
        }
    }

    /** As a person would after writing past the console. */
    private static void index(ConsoleProcess console) throws IOException {
        try {
            int exit = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                    Path.of("target", "vault-console.jar").toString(), "index", "rebuild", "--spring.profiles.active=local",
                    "--local.directory=" + console.directory()).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("The index was not rebuilt");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Visit> visits(Browser browser, Function<Page, Visit> visit) {
        var visits = new ArrayList<Visit>();
        for (int i = 0; i < VISITS; i++) {
            try (var context = browser.newContext()) {
                visits.add(visit.apply(context.newPage()));
            }
        }
        return visits;
    }

    private static Visit visit(Page page, ConsoleProcess console) {
        var bytes = bytes(page);
        double signInPage = seconds(() -> {
            page.navigate(console.url());
            page.getByLabel("Name").waitFor();
        });
        page.getByLabel("Name").fill("alice");
        page.getByLabel("Password").fill(console.password("alice"));
        double signIn = seconds(() -> {
            page.locator("button[type=submit]").click();
            page.getByText("200 keys at 1 broker").waitFor();
            page.locator("a[href='keys/kraken--k000']").first().waitFor();
        });
        page.waitForLoadState(LoadState.NETWORKIDLE);
        double first = bytes.get();
        double reload = seconds(() -> {
            page.reload();
            page.locator("a[href='keys/kraken--k000']").first().waitFor();
        });
        return new Visit(first, signInPage, signIn, 0, reload);
    }

    /** Not the root token, which OpenBao's pages forget when they are loaded again. */
    private static String readerOf(VaultCaller root) {
        root.send("PUT", "sys/policies/acl/reader", Map.of("policy", "path \"secret/*\" { capabilities = [\"read\", \"list\"] }"));
        return root.send("POST", "auth/token/create", Map.of("policies", List.of("reader"))).body().at("/auth/client_token").asString();
    }

    private static Visit visit(Page page, DevVault openBao, String token) {
        var bytes = bytes(page);
        double signInPage = seconds(() -> {
            page.navigate(openBao.address() + "/ui/");
            page.locator("input[name=token]").waitFor();
        });
        page.locator("input[name=token]").fill(token);
        double signIn = seconds(() -> {
            page.locator("button[type=submit]").click();
            page.getByText("secret/").first().waitFor();
        });
        page.waitForLoadState(LoadState.NETWORKIDLE);
        double first = bytes.get();
        double way = seconds(() -> {
            for (var name : List.of("secret/", "users/", "alice/")) {
                page.getByText(name, new Page.GetByTextOptions().setExact(true)).first().click();
            }
            page.getByText("kraken--k000").first().waitFor();
        });
        double reload = seconds(() -> {
            page.reload();
            page.getByText("kraken--k000").first().waitFor();
        });
        return new Visit(first, signInPage, signIn, way, reload);
    }

    /** What comes over the wire, as the browser's own tools count it. */
    private static AtomicLong bytes(Page page) {
        var sum = new AtomicLong();
        var tools = page.context().newCDPSession(page);
        tools.send("Network.enable");
        tools.on("Network.loadingFinished", event -> sum.addAndGet(event.get("encodedDataLength").getAsLong()));
        return sum;
    }

    private static double seconds(Runnable step) {
        long start = System.nanoTime();
        step.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void row(String figure, List<Visit> ours, List<Visit> theirs, Function<Visit, Double> part, double limit) {
        double ratio = median(ours, part) / median(theirs, part);
        System.out.printf(Locale.ROOT, "%s | %.2f | at most %.2f | %s%n", figure, ratio, limit, ratio <= limit ? "ok" : "short");
    }

    private static void print(String who, List<Visit> visits) {
        System.out.printf(Locale.ROOT, "(%s: %.0f kB, first address to list %.2f s, sign-in to first list %.2f s, list again %.2f s)%n", who,
                median(visits, Visit::bytes) / 1000, median(visits, Visit::listSeconds), median(visits, Visit::signInSeconds), median(visits, Visit::reloadSeconds));
    }

    private static double median(List<Visit> visits, Function<Visit, Double> part) {
        return Arrays.stream(visits.stream().map(part).toArray(Double[]::new)).sorted().toList().get(visits.size() / 2);
    }
}
