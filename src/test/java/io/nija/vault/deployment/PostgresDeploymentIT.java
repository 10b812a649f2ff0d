package io.nija.vault.deployment;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Three nodes as docker/compose.postgres.yaml starts them, on PostgreSQL over TLS 1.3. */
class PostgresDeploymentIT {

    static Deployment deployment;
    static Database database;
    static VaultNodes nodes;

    @BeforeAll
    static void start() throws IOException {
        deployment = Deployment.make(WholeDeployment.ON_POSTGRES);
        database = new Database(deployment);
        database.startForTheFirstTime();
        nodes = new VaultNodes(deployment);
        nodes.startAndInitialise();
        assertThat(nodes.root(nodes.leader()).send("POST", "sys/mounts/secret", Map.of("type", "kv", "options", Map.of("version", "2"))).ok()).isTrue();
    }

    @AfterAll
    static void stop() throws IOException {
        try (var third = deployment; var second = database; var first = nodes) {
        }
    }

    @BeforeEach
    void allServe() {
        nodes.awaitAll();
    }

    @Test
    void anotherNodeWorksWhenTheOneThatDidIsKilledAndNothingIsLost() throws IOException {
        int leader = nodes.leader();
        await().until(() -> nodes.root(leader).send("POST", "secret/data/kept", Map.of("data", Map.of("value", "before"))).ok());
        nodes.node(leader).kill();

        // Its lock has to run out.
        int next = nodes.awaitLeaderOtherThan(leader, Duration.ofSeconds(60));

        await().untilAsserted(() -> assertThat(nodes.root(next).send("GET", "secret/data/kept").body()
                .at("/data/data/value").asString()).isEqualTo("before"));
        nodes.node(leader).start();
        nodes.awaitAll();
        assertThat(nodes.auditLog(next)).content().contains("secret/data/kept");
    }

    @Test
    void theStorageIsReachedOverTls13() throws IOException {
        assertThat(database.psql("-At", "-c", """
                select distinct version from pg_stat_ssl join pg_stat_activity using (pid) where usename = 'vault'""").strip()).isEqualTo("TLSv1.3");
    }

    @ParameterizedTest
    @CsvSource({ "vault,console", "vault,keycloak", "console,vault", "keycloak,postgres" })
    void aServiceReachesNoOthersDatabase(String user, String other) {
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect(user, other, "verify-full&sslrootcert="
                + deployment.directory().resolve(".secrets/certificates/authority/ca.crt"))).withMessageContaining("pg_hba.conf");
    }

    @Test
    void nobodyComesInWithoutTls() {
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connect("vault", "vault", "disable")).withMessageContaining("no encryption");
    }

    private static void connect(String user, String name, String tls) throws SQLException, IOException {
        DriverManager.getConnection("jdbc:postgresql://localhost:" + deployment.port("postgres:5432") + "/" + name + "?sslmode=" + tls,
                user, deployment.secret("postgres/" + user + ".password")).close();
    }
}
