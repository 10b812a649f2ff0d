package io.nija.vault.audit.coverage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.nija.vault.audit.AuditCoverage.CallerCoverage;
import io.nija.vault.audit.AuditCoverage.Coverage;
import io.nija.vault.audit.ingest.ReaderProgram;
import io.nija.vault.client.ApiKeyManager;
import io.nija.vault.client.CallNumbers;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.RaftCluster;
import io.nija.vault.testing.VaultCaller;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Three nodes, each of which writes down what it served itself, and two consoles that share the reading: whichever node a call
 * went through and whichever console read it, it is on record once.
 */
class ClusterCoverageIT {

    private static final int ROUNDS = 600;
    private static final HttpClient HTTP = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private static final Pattern ID = Pattern.compile("\"request\":\\{\"id\":\"([^\"]+)\"");

    @TempDir
    Path directory;

    private final List<Process> readers = new ArrayList<>();
    private RaftCluster vault;
    private DevPostgres postgres;
    private JdbcClient database;

    @BeforeEach
    void start() throws IOException {
        vault = RaftCluster.start();
        postgres = DevPostgres.start();
        Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
        database = JdbcClient.create(postgres.dataSource());
    }

    @AfterEach
    void stop() throws IOException {
        readers.forEach(ClusterCoverageIT::kill);
        try (var first = vault; var second = postgres) {
        }
    }

    @Test
    void callsThroughAnyNodeAreOnRecordOnceAlsoWhenTheConsoleThatReadsDies() throws Exception {
        int leader = vault.leader();
        var engine = tradingEngine(leader);
        useTheClient(engine, (leader + 1) % 3);
        restartStandbys(leader);
        var token = VaultCaller.byAppRole(vault.address(leader), engine.roleId(), engine.secretId()).token();
        var numbers = new CallNumbers("java");
        var first = startReader();
        await().untilAsserted(() -> assertThat(readBy()).hasSize(3));
        var second = startReader();

        for (int round = 0; round < ROUNDS; round++) {
            int node = round % 3;
            call(node, numbers, token, "GET", "secret/data/users/alice/okx");
            if (round % 20 == 0) {
                call(node, numbers, token, "POST", "secret/data/users/alice/okx");
                call(node, numbers, token, "GET", "sys/policies/acl/root");
            }
            if (round == ROUNDS / 2) {
                assertThat(readBy().values()).containsOnly(ReaderProgram.name(first.toHandle()));
                kill(first);
            }
        }

        await().untilAsserted(() -> {
            assertThat(readBy()).hasSize(3);
            assertThat(readBy().values()).containsOnly(ReaderProgram.name(second.toHandle()));
            assertThat(lines()).isEqualTo(linesInFiles());
        });
        assertThat(database.sql("select vault_request from audit_operation").query(UUID.class).list()).containsExactlyInAnyOrderElementsOf(requests());
        var coverage = new DatabaseCoverage(database).current();
        System.out.printf("%d calls: %s; lines by node: %s%n", numbers.last(), coverage.callers(), lines());
        assertThat(coverage.callers()).hasSize(2).anySatisfy(caller -> assertThat(caller).returns(numbers.caller(), CallerCoverage::name)
                .returns(numbers.last(), CallerCoverage::made));
        assertThat(coverage).returns(coverage.made(), Coverage::matched)
                .extracting(Coverage::pending, Coverage::unanswered, Coverage::missing, Coverage::percent).containsExactly(0L, 0L, 0L, 100.0);
        for (int node = 0; node < 3; node++) {
            assertThat(vault.served(node, "secret/data/users/alice/okx")).as("reads by node %d", node).isGreaterThanOrEqualTo(ROUNDS / 3);
        }
    }

    private void call(int node, CallNumbers numbers, String token, String method, String path) throws IOException, InterruptedException {
        var body = method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{\"data\":{\"api_key\":\"k\"}}");
        var request = HttpRequest.newBuilder(URI.create(vault.address(node) + "/v1/" + path)).method(method, body)
                .header("X-Vault-Token", token).header(CallNumbers.HEADER, numbers.next().header()).build();
        HTTP.send(request, BodyHandlers.discarding());
    }

    /** Its calls are all served by the active node, whose log has their numbers without a restart. */
    private void useTheClient(AppRole engine, int standby) {
        // It learns of the new sign-in a moment later than the active node.
        await().ignoreExceptions().until(() -> !VaultCaller.byAppRole(vault.address(standby), engine.roleId, engine.secretId).token().isEmpty());
        try (var client = ApiKeyManager.builder().addresses(vault.address(standby).toString()).appRole(engine.roleId, engine.secretId).build()) {
            client.storeUserApiKey("alice", "okx", "key-0", "secret");
            for (int i = 0; i < 20; i++) {
                assertThat(client.getUserApiKey("alice", "okx")).isPresent();
            }
        }
    }

    /** Only then do they know which headers are to be on record. */
    private void restartStandbys(int leader) throws IOException {
        for (int node = 0; node < 3; node++) {
            if (node != leader) {
                vault.kill(node);
                vault.startAgain(node);
            }
        }
        vault.awaitComplete();
    }

    private record AppRole(String roleId, String secretId) {
    }

    /** A program that may read and write keys, and nothing else. */
    private AppRole tradingEngine(int leader) {
        var root = vault.root(leader);
        root.send("POST", "sys/config/auditing/request-headers/" + CallNumbers.HEADER, Map.of("hmac", false));
        root.send("POST", "sys/policies/acl/engine", Map.of("policy", "path \"secret/data/*\" { capabilities = [\"create\", \"update\", \"read\"] }"));
        root.send("POST", "sys/auth/approle", Map.of("type", "approle"));
        root.send("POST", "auth/approle/role/engine", Map.of("token_policies", List.of("engine")));
        var id = root.send("GET", "auth/approle/role/engine/role-id").body().at("/data/role_id").asString();
        var secret = root.send("POST", "auth/approle/role/engine/secret-id").body().at("/data/secret_id").asString();
        return new AppRole(id, secret);
    }

    private Process startReader() throws IOException {
        var settings = postgres.settings();
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), ReaderProgram.class.getName(),
                settings.get("SPRING_DATASOURCE_URL"), settings.get("SPRING_DATASOURCE_USERNAME")));
        IntStream.range(0, 3).forEach(node -> command.addAll(List.of("node-" + node, vault.auditLog(node).toString())));
        var process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("reader.txt").toFile())).start();
        readers.add(process);
        return process;
    }

    private static void kill(Process process) {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Who reads each source; that one source is read by two cannot be, as both would hold its lock. */
    private Map<String, String> readBy() {
        return byName("""
                select s.name, a.application_name from pg_locks l join pg_stat_activity a using (pid) join audit_source s on s.id = l.objid::int
                where l.locktype = 'advisory' and l.objsubid = 2 and l.granted""", String.class);
    }

    private Map<String, Long> lines() {
        return byName("select name, lines from audit_source", Long.class);
    }

    private <T> Map<String, T> byName(String query, Class<T> type) {
        var found = new TreeMap<String, T>();
        database.sql(query).query(row -> {
            found.put(row.getString(1), row.getObject(2, type));
        });
        return found;
    }

    private Map<String, Long> linesInFiles() throws IOException {
        var counts = new TreeMap<String, Long>();
        for (int node = 0; node < 3; node++) {
            counts.put("node-" + node, (long) Files.readAllLines(vault.auditLog(node)).size());
        }
        return counts;
    }

    /** Those in the files, each as often as there is a line that asks for it. */
    private List<UUID> requests() throws IOException {
        var ids = new ArrayList<UUID>();
        for (int node = 0; node < 3; node++) {
            Files.readAllLines(vault.auditLog(node)).stream().filter(line -> line.contains("\"type\":\"request\"")).map(ID::matcher)
                    .filter(id -> id.find()).forEach(id -> ids.add(UUID.fromString(id.group(1))));
        }
        return ids;
    }
}
