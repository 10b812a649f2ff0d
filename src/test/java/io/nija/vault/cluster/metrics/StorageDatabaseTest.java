package io.nija.vault.cluster.metrics;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.nija.vault.cluster.ClusterProperties;
import io.nija.vault.cluster.watch.RealWatch;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** A real OpenBao that stores in a real PostgreSQL. */
class StorageDatabaseTest {

    @TempDir
    Path home;

    @Test
    void tellsTheDatabasesStateAndWhoseLockItHolds() throws Exception {
        try (var postgres = DevPostgres.start()) {
            var url = postgres.settings().get("SPRING_DATASOURCE_URL");
            JdbcClient.create(postgres.dataSource()).sql("create role reader login in role pg_monitor, pg_read_all_data").update();
            var database = new ReadOnlyStorageDatabase(new ClusterProperties(null, url.replaceAll("\\?.*", ""), "reader", ""));
            assertThat(database.state()).get().satisfies(state -> assertThat(state.locked()).as("before Vault came").isFalse());
            var address = URI.create("http://127.0.0.1:" + DevVault.freePort());
            var server = server(address, url.replaceAll("^jdbc:postgresql://|\\?.*$", ""));
            try (var watch = new RealWatch(List.of(address), "none", Clock.systemUTC())) {
                await().ignoreExceptions().until(() -> new VaultCaller(address, "")
                        .send("POST", "sys/init", Map.of("recovery_shares", 1, "recovery_threshold", 1)).ok());
                await().until(() -> watch.look().state().active().isPresent());

                assertThat(watch.cluster().state().nodes().getFirst().health().storage()).isEqualTo("postgresql");
                assertThat(watch.cluster().state().leader()).hasValue(address.toString());
                assertThat(database.state()).get().satisfies(state -> {
                    assertThat(state.locked()).isTrue();
                    assertThat(state.lockHolder()).isNotBlank();
                    assertThat(state.size()).isGreaterThan(1 << 20);
                    assertThat(state.connections()).isPositive();
                    assertThat(state.recovering()).isFalse();
                });
                assertThat(database.size()).isGreaterThan(1 << 20);

                postgres.kill();
                assertThatExceptionOfType(DataAccessException.class).isThrownBy(database::state);
                assertThat(database.size()).isNull();
            } finally {
                server.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
            }
        }
    }

    @Test
    void tellsNothingWhenNoneIsNamed() {
        var database = new ReadOnlyStorageDatabase(new ClusterProperties(null, null, null, null));

        assertThat(database.configured()).isFalse();
        assertThat(database.state()).isEmpty();
        assertThat(database.size()).isNull();
    }

    private Process server(URI address, String database) throws IOException {
        var sealKey = new byte[32];
        new SecureRandom().nextBytes(sealKey);
        Files.write(home.resolve("seal.key"), sealKey);
        Files.writeString(home.resolve("bao.hcl"), """
                api_addr = "%1$s"
                storage "postgresql" {
                  connection_url = "postgres://postgres@%2$s?sslmode=disable"
                  ha_enabled     = "true"
                }
                listener "tcp" {
                  address         = "127.0.0.1:%3$d"
                  cluster_address = "127.0.0.1:%4$d"
                  tls_disable     = true
                }
                seal "static" {
                  current_key_id = "1"
                  current_key    = "file://seal.key"
                }
                """.formatted(address, database, address.getPort(), DevVault.freePort()));
        return new ProcessBuilder(Optional.ofNullable(System.getenv("VAULT_CONSOLE_BAO")).orElse("bao"), "server", "-config=bao.hcl")
                .directory(home.toFile()).redirectErrorStream(true).redirectOutput(home.resolve("log").toFile()).start();
    }
}
