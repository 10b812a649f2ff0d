package io.nija.vault.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.ingest.RunningReader;
import io.nija.vault.audit.search.Searches;
import org.jspecify.annotations.Nullable;

/** A live vault: how many lines it writes, and how long after its answer an operation is found. */
final class AuditDelay {

    private static final String SOURCE = "live";
    private static final int KEYS = 200;
    private static final int CONNECTIONS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BenchVault vault;
    private final Children children;
    private final String token;
    private final List<Call> calls;

    /** @param vault that has been provisioned and has the keys */
    AuditDelay(BenchVault vault, Children children) {
        this.vault = vault;
        this.children = children;
        token = vault.readerToken();
        calls = keys().stream().map(key -> read(key, null)).toList();
    }

    static List<Key> keys() {
        return java.util.stream.IntStream.range(0, KEYS).mapToObj(i -> Key.of(Key.user(i))).toList();
    }

    private Call read(Key key, @Nullable String requestId) {
        var headers = requestId == null ? Map.of("X-Vault-Token", token) : Map.of("X-Vault-Token", token, "X-Request-Id", requestId);
        return new Call("GET", "/v1/" + key.vaultPath(), headers, "", key.values());
    }

    /** Lines a second that it writes at most. */
    double saturated(int seconds) {
        new Wrk(children).run(vault.address(), calls, false, CONNECTIONS, seconds);
        var load = new Wrk(children).run(vault.address(), calls, false, CONNECTIONS, seconds);
        if (load.failures() > 0) {
            throw new BenchException(load.failures() + " reads failed");
        }
        vault.forgetAudit();
        return 2 * load.perSecond();
    }

    /** Milliseconds, p95: {while nothing else happens, while the vault is saturated}. */
    double[] p95(AuditStore store, int seconds) throws InterruptedException {
        try (var reader = RunningReader.start(store.database(), SOURCE, vault.auditLog())) {
            probe(store);
            double calm = AuditSearches.percentile(probes(store, seconds), 95);
            var load = CompletableFuture.runAsync(() -> new Wrk(children).run(vault.address(), calls, false, CONNECTIONS, seconds + 5));
            Thread.sleep(2000);
            double busy = AuditSearches.percentile(probes(store, seconds), 95);
            load.join();
            return new double[] { calm, busy };
        }
    }

    private List<Double> probes(AuditStore store, int seconds) throws InterruptedException {
        var delays = new ArrayList<Double>();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            delays.add(probe(store));
        }
        return delays;
    }

    private double probe(AuditStore store) throws InterruptedException {
        var id = UUID.randomUUID().toString();
        var search = Searches.over(store.database());
        read(keys().get(delaysKey(id)), id).check(vault.address());
        long answered = System.nanoTime();
        var now = Instant.now();
        var filter = new AuditFilter(now.minusSeconds(60), now.plusSeconds(60), null, null, null, null, null, null, null, null, null, null, id, null);
        while (search.page(filter, null, 1).isEmpty()) {
            if (System.nanoTime() - answered > PATIENCE.toNanos()) {
                throw new BenchException("an operation was not found within " + PATIENCE);
            }
            Thread.sleep(5);
        }
        return (System.nanoTime() - answered) / 1e6;
    }

    private static int delaysKey(String id) {
        return Math.floorMod(id.hashCode(), KEYS);
    }
}
