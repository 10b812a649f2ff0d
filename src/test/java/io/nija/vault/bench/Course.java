package io.nija.vault.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.nija.vault.bench.Options.Part;
import io.nija.vault.bench.OurGateway.Cache;

/** What is measured, and in which order: the vault grows last, as nothing that comes after would be the same. */
final class Course {

    static final String VAULT_ALONE = "the vault alone";

    static final String READS = "reads";
    static final String START = "reads in the first 10 s";
    static final String BATCHES = "batches of 20";
    static final String FIRST_READS = "reads, each with a new JWT";
    static final String READS_OF_FEW = "reads before the users grow";
    static final String READS_OF_MANY = "reads after the users grew";

    static final String EXPLANATION = """
            A new JWT is one that the gateway has not seen, so that each
            such call logs in to the vault, and all connections do nothing else. As the users grow, the calls stay those of
            200 users, drawn evenly from all; compared are the CPU seconds of a call (gateway, database and vault) and its
            median time, and the worse of the two counts. The first 10 s hold the login of every user.""";

    private static final List<Integer> CONNECTIONS = List.of(1, Figures.CONNECTIONS, 64);
    private static final int START_SECONDS = 10;

    /** More than a vault can log in, so that they do not run out. */
    private static final int FIRST_READS_PER_SECOND = 1_500;

    private final Options options;
    private final Surroundings surroundings;
    private final Wrk wrk;
    private final Meter meter;
    private final Results results = new Results();
    private final Callers callers;
    private final String readerToken;
    private final Subject vaultAlone;

    Course(Surroundings surroundings, Wrk wrk) {
        this.options = surroundings.options();
        this.surroundings = surroundings;
        this.wrk = wrk;
        this.meter = new Meter(wrk);
        this.callers = callers(Options.USERS);
        this.readerToken = surroundings.vault().readerToken();
        this.vaultAlone = new Subject(VAULT_ALONE, surroundings.vault().address(), Map.of(Subject.ITSELF, surroundings.vault().process()));
    }

    /** As many as are in the benchmark at a time, evenly out of so many. */
    private Callers callers(int population) {
        return new Callers(surroundings.issuer(), IntStream.range(0, Options.USERS)
                .mapToObj(i -> Key.user(i * (population / Options.USERS))).toList());
    }

    Results run() {
        surroundings.vault().seed(callers.keys());
        if (options.asksFor(Part.VAULT)) {
            attempt(VAULT_ALONE, this::vaultAlone);
        }
        if (options.asksFor(Part.PEER) && PeerGateway.isThere()) {
            attempt(PeerGateway.SUBJECT, this::peer);
        }
        if (options.asksFor(Part.MEMORY)) {
            ours(Cache.MEMORY, this::steadyReads);
        }
        if (options.asksFor(Part.REDIS)) {
            ours(Cache.REDIS, this::steadyReads);
        }
        if (options.asksForPlainGateway()) {
            ours(Cache.NONE, this::plain);
        }
        return results;
    }

    private interface Step {

        void run() throws IOException;
    }

    /** What fails leaves the rest as good as it is. */
    private void attempt(String subject, Step step) {
        surroundings.vault().forgetAudit();
        try {
            step.run();
        } catch (Exception e) {
            surroundings.children().waitWhenEnding();
            results.problem(subject + ": " + e.getMessage());
            Progress.say("%s: %s", subject, e.getMessage());
        }
    }

    private void vaultAlone() {
        warmUp(vaultAlone, callers.vaultReads(readerToken), options.warmUpSeconds());
        steady(vaultAlone, callers.vaultReads(readerToken));
    }

    private void peer() throws IOException {
        try (var peer = PeerGateway.start(surroundings, readerToken)) {
            warmUp(peer.subject(), callers.retrieves(), options.warmUpSeconds());
            steadyReads(peer.subject());
        }
    }

    /** Begins with the moment at which the gateway says that it is ready. */
    private void ours(Cache cache, Consumer<Subject> then) {
        attempt(cache.subject, () -> {
            try (var gateway = OurGateway.start(surroundings, cache)) {
                results.add(meter.measure(gateway.subject(), START, callers.retrieves(), Figures.CONNECTIONS, START_SECONDS));
                warmUp(gateway.subject(), callers.retrieves(), options.warmUpSeconds());
                then.accept(gateway.subject());
            }
        });
    }

    private void plain(Subject gateway) {
        if (options.asksFor(Part.PLAIN) || options.asksFor(Part.FIRST_CALL)) {
            steadyReads(gateway);
        }
        if (options.asksFor(Part.BATCH)) {
            warmUp(gateway, callers.batches(), options.warmUpAgainSeconds());
            results.add(meter.measure(gateway, BATCHES, callers.batches(), Figures.CONNECTIONS, options.steadySeconds()));
        }
        if (options.asksFor(Part.FIRST_CALL)) {
            for (int connections : List.of(1, Figures.CONNECTIONS)) {
                var calls = callers.firstRetrieves(FIRST_READS_PER_SECOND * options.steadySeconds());
                results.add(meter.measureOnce(gateway, FIRST_READS, calls, connections, options.steadySeconds()));
            }
        }
        if (options.asksFor(Part.GROWTH)) {
            growth(gateway);
        }
    }

    /** The vault alone is measured too: what it costs by itself is not the gateway's doing. */
    private void growth(Subject gateway) {
        growthStep(READS_OF_FEW, gateway, callers);
        int users = options.manyUsers();
        Progress.say("the users grow to %d …", users);
        double perSecond = surroundings.vault().seed(IntStream.range(Options.USERS, users).mapToObj(Key::user).map(Key::of));
        Progress.say("the vault took %.0f keys a second and has %d users", perSecond, surroundings.vault().users());
        growthStep(READS_OF_MANY, gateway, callers(users));
    }

    private void growthStep(String what, Subject gateway, Callers growing) {
        var calls = new LinkedHashMap<Subject, List<Call>>();
        calls.put(vaultAlone, growing.vaultReads(readerToken));
        calls.put(gateway, growing.retrieves());
        calls.forEach((subject, reads) -> {
            warmUp(subject, reads, options.warmUpAgainSeconds());
            results.add(meter.measure(subject, what, reads, Figures.CONNECTIONS, 2 * options.steadySeconds()));
        });
    }

    /** At the end each user asks once, and must be given what was stored. */
    private void warmUp(Subject subject, List<Call> calls, int seconds) {
        Progress.say("%s: warming up for %d s", subject.name(), seconds);
        wrk.run(subject.address(), calls, false, Figures.CONNECTIONS, seconds);
        calls.forEach(call -> call.check(subject.address()));
    }

    private void steadyReads(Subject gateway) {
        steady(gateway, callers.retrieves());
    }

    private void steady(Subject subject, List<Call> calls) {
        for (int connections : CONNECTIONS) {
            results.add(meter.measure(subject, READS, calls, connections, options.steadySeconds()));
        }
    }
}
