package io.nija.vault.deployment;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import com.nimbusds.jwt.SignedJWT;
import io.nija.vault.deployment.GatewayLoad.Kind;
import io.nija.vault.deployment.GatewayLoad.Outcome;
import io.nija.vault.testing.VaultCaller;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * Ends one process after the other of the deployment that docker/ describes, while programs read and write keys through its
 * public address, and prints what they noticed of it: with Vault on raft, and on PostgreSQL.
 */
final class FailoverBench {

    /** What 99.99 % leaves of thirty days, in seconds. */
    private static final double ALLOWANCE = 30 * 86_400 * 0.0001;

    /** A key that has just been stored is not cached for a minute; after that, those that are only read are. */
    private static final Duration SETTLED = Duration.ofSeconds(70);
    private static final Duration STEADY = Duration.ofSeconds(5);
    private static final Duration AFTERWARDS = Duration.ofSeconds(25);

    private interface Fault {

        void strike() throws IOException;
    }

    private record Event(String name, Fault strike, Fault mend) {
    }

    /** What programs noticed of an event. */
    private record Noticed(String event, long reads, long failedReads, double readGap, long writes, long failedWrites, double writeGap, String answers) {

        static Noticed of(String event, long from, long to, List<Outcome> outcomes) {
            return new Noticed(event, count(outcomes, Kind.READ, null), count(outcomes, Kind.READ, false), gap(outcomes, Kind.READ, from, to),
                    count(outcomes, Kind.WRITE, null), count(outcomes, Kind.WRITE, false), gap(outcomes, Kind.WRITE, from, to),
                    outcomes.stream().filter(outcome -> !outcome.success()).collect(Collectors.groupingBy(Outcome::answer, Collectors.counting()))
                            .entrySet().stream().map(entry -> entry.getValue() + " × " + entry.getKey()).collect(Collectors.joining("; ")));
        }

        private static long count(List<Outcome> outcomes, Kind kind, @Nullable Boolean success) {
            return outcomes.stream().filter(outcome -> outcome.kind() == kind && (success == null || outcome.success() == success)).count();
        }

        /** The longest time in which no call succeeded, in seconds. */
        private static double gap(List<Outcome> outcomes, Kind kind, long from, long to) {
            long last = from;
            long longest = 0;
            for (long ended : outcomes.stream().filter(outcome -> outcome.kind() == kind && outcome.success()).mapToLong(Outcome::ended).sorted().toArray()) {
                longest = Math.max(longest, ended - last);
                last = ended;
            }
            return Math.max(longest, to - last) / 1e9;
        }

        String row() {
            return String.format(Locale.ROOT, "%s | %d | %d | %.2f | %d | %d | %.2f | %.1f %%", event, reads, failedReads, readGap, writes, failedWrites,
                    writeGap, 100 * Math.max(readGap, writeGap) / ALLOWANCE);
        }
    }

    private final String storage;
    private final WholeDeployment deployment;
    private final List<Noticed> noticed = new ArrayList<>();
    private final String password;
    private String token = "";
    private Instant tokenEnds = Instant.EPOCH;

    private FailoverBench(String storage, WholeDeployment deployment) throws IOException {
        this.storage = storage;
        this.deployment = deployment;
        password = deployment.signIn().add("load", "user");
        deployment.signIn().allowPasswordsTo("nija-platform");
    }

    /** @param arguments {@code raft} or {@code postgresql}, or nothing for both */
    public static void main(String[] arguments) throws Exception {
        var storages = arguments.length == 0 ? List.of("raft", "postgresql") : List.of(arguments);
        var figures = new ArrayList<String>();
        for (var storage : storages) {
            figures.addAll(run(storage).rows());
        }
        System.out.println("figure | measured | to reach | ok or short");
        figures.forEach(System.out::println);
    }

    /**
     * What came of it all, from the first event to the end.
     *
     * @param rows as the bench prints them
     * @param wrong each write that was lost or done twice, in words
     */
    record Result(List<String> rows, long failedReads, List<String> wrong) {
    }

    /** @param storage {@code raft} or {@code postgresql} */
    static Result run(String storage) throws Exception {
        System.err.println("vault-console: starting the deployment with Vault on " + storage + " …");
        try (var deployment = WholeDeployment.start(storage.equals("raft") ? Map.of() : WholeDeployment.ON_POSTGRES)) {
            return new FailoverBench(storage, deployment).run();
        }
    }

    private Result run() throws Exception {
        var user = SignedJWT.parse(token()).getJWTClaimsSet().getSubject();
        try (var load = new GatewayLoad(deployment, user, this::token, broker -> truth(user, broker))) {
            load.start();
            Thread.sleep(SETTLED);
            long begin = System.nanoTime();
            for (var event : events()) {
                Thread.sleep(STEADY);
                noticed.add(measure(load, event));
            }
            load.close();
            print(load);
            // Also those between the events, while what was ended comes back.
            long failedReads = load.since(begin).stream().filter(outcome -> outcome.kind() == Kind.READ && !outcome.success()).count();
            return new Result(rows(failedReads, load.wrong()), failedReads, load.wrong());
        }
    }

    private List<Event> events() {
        var nodes = deployment.nodes();
        var struck = new int[1];
        return List.of(
                new Event("leader killed", () -> nodes.node(struck[0] = nodes.leader()).kill(), () -> nodes.node(struck[0]).start()),
                new Event("standby killed", () -> nodes.node(struck[0] = standby()).kill(), () -> nodes.node(struck[0]).start()),
                new Event("leader paused", () -> nodes.node(struck[0] = nodes.leader()).signal("STOP"), () -> nodes.node(struck[0]).signal("CONT")),
                new Event("PostgreSQL restarted", () -> {
                    deployment.database().signal("INT");
                    await().atMost(Duration.ofSeconds(30)).until(() -> !deployment.database().isAlive());
                    deployment.database().start();
                }, () -> { }),
                new Event("Redis killed", () -> deployment.redis().kill(), () -> deployment.redis().start()),
                new Event("console killed", () -> deployment.consoles().getFirst().kill(), () -> {
                    deployment.consoles().getFirst().start();
                    deployment.consoles().getFirst().awaitReady();
                }),
                new Event("nodes restarted one by one", this::restartNodes, () -> { }));
    }

    private int standby() {
        int leader = deployment.nodes().leader();
        return VaultNodes.ALL.stream().filter(number -> number != leader).findFirst().orElseThrow();
    }

    /** The leader last, as one does it. */
    private void restartNodes() throws IOException {
        int leader = deployment.nodes().leader();
        var order = new ArrayList<>(VaultNodes.ALL);
        order.remove(Integer.valueOf(leader));
        order.add(leader);
        for (int number : order) {
            deployment.nodes().node(number).stop();
            deployment.nodes().node(number).start();
            deployment.nodes().awaitAll();
        }
    }

    private Noticed measure(GatewayLoad load, Event event) throws Exception {
        System.err.println("vault-console: " + storage + ": " + event.name() + " …");
        long from = System.nanoTime();
        event.strike().strike();
        Thread.sleep(AFTERWARDS);
        long to = System.nanoTime();
        var result = Noticed.of(event.name(), from, to, load.since(from));
        if (!result.answers().isEmpty()) {
            System.err.println("vault-console:   failed: " + result.answers());
        }
        event.mend().strike();
        deployment.nodes().awaitAll();
        return result;
    }

    private void print(GatewayLoad load) {
        System.out.println("Vault on " + storage + ", " + GatewayLoad.READERS + " readers and " + GatewayLoad.WRITERS + " writers through the public address");
        System.out.println("event | reads | failed | longest gap s | writes | failed | longest gap s | of what 99.99 % allows in 30 days");
        noticed.forEach(one -> System.out.println(one.row()));
        load.wrong().forEach(what -> System.out.println("wrong: " + what));
        System.out.println();
    }

    private List<String> rows(long failedReads, List<String> wrong) {
        var killed = noticed.getFirst();
        var rows = new ArrayList<String>();
        rows.add(row("failed reads at the gateway, all events", failedReads, 0));
        rows.add(row("lost or doubled writes, all events", wrong.size(), 0));
        if (storage.equals("raft")) {
            rows.add(row("seconds without a write after the leader's death", killed.writeGap(), 3));
        } else {
            rows.add(row("seconds until everything is back after the leader's death", Math.max(killed.readGap(), killed.writeGap()), 16));
        }
        return rows;
    }

    private String row(String name, double measured, double limit) {
        return String.format(Locale.ROOT, "%s: %s | %.2f | at most %.0f | %s", storage, name, measured, limit, measured <= limit ? "ok" : "short");
    }

    private synchronized String token() {
        try {
            if (Instant.now().isAfter(tokenEnds)) {
                var answer = deployment.signIn().token("nija-platform", "load", password);
                token = answer.path("access_token").asString();
                tokenEnds = Instant.now().plusSeconds(answer.path("expires_in").asLong() * 2 / 3);
            }
            return token;
        } catch (IOException e) {
            // The one that is still good serves a little longer; whether it does is seen by the gateway's answer.
            return token;
        }
    }

    /** By the node that leads, whichever that is. */
    private GatewayLoad.@Nullable Truth truth(String user, String broker) {
        for (int number : VaultNodes.ALL) {
            try {
                VaultCaller root = deployment.nodes().root(number);
                if (root.send("GET", "sys/leader").body().at("/is_self").asBoolean()) {
                    return GatewayLoad.truth(root.send("GET", "secret/data/users/" + user + "/" + broker).body());
                }
            } catch (RuntimeException e) {
                // It is away; the next one.
            }
        }
        return null;
    }
}
