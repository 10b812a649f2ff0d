package io.nija.vault.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The form of the compose files: what holds for every service, whichever is added. */
class ComposeTest {

    private static final Map<String, String> VARIABLES = Map.of("DEPLOYMENT_USER", "10001", "DEPLOYMENT_GROUP", "10001",
            "CONSOLE_NAME", "vault.nija.example", "LOGIN_NAME", "login.nija.example");
    private static final ComposeFile ON_RAFT = read("compose.yaml");
    private static final ComposeFile ON_POSTGRES = read("compose.yaml", "compose.postgres.yaml");

    private static ComposeFile read(String... files) {
        try {
            return ComposeFile.read(VARIABLES, files);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static Stream<String> services() {
        return ON_RAFT.services().keySet().stream();
    }

    static Stream<String> nodes() {
        return services().filter(name -> name.startsWith("vault-"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceHasNoMoreRightsThanItNeeds(String name) {
        for (var service : List.of(ON_RAFT.services().get(name), ON_POSTGRES.services().get(name))) {
            assertThat(service.get("user")).isIn("10001:10001", "10001:0");
            assertThat(service).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"))
                    .containsEntry("security_opt", List.of("no-new-privileges:true"))
                    .containsKeys("mem_limit", "pids_limit", "healthcheck", "restart", "networks")
                    .doesNotContainKeys("privileged", "network_mode", "pid", "ipc", "devices", "build");
            assertThat(service.get("cap_add")).isEqualTo(name.startsWith("vault-") ? List.of("IPC_LOCK") : null);
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void anImageIsPinned(String name) {
        assertThat(ON_RAFT.services().get(name).get("image").toString()).matches("[a-z0-9./-]+:v?\\d+\\.\\d+(\\.\\d+)?");
    }

    /** Docker mounts a tmpfs so that nothing in it can be run or loaded, and zstd's library is loaded from there. */
    @ParameterizedTest
    @ValueSource(strings = { "console-1", "console-2" })
    void aConsoleCanLoadWhatItUnpacks(String name) {
        assertThat(ON_RAFT.list(name, "tmpfs")).containsExactly("/tmp:exec");
    }

    @Test
    void onlyTheProxyIsReachedFromOutside() {
        assertThat(services().filter(name -> !ON_POSTGRES.list(name, "ports").isEmpty())).containsExactly("proxy");
        assertThat(ON_POSTGRES.list("proxy", "ports")).containsExactly("443:443");
        var open = ON_RAFT.networks().entrySet().stream().filter(network -> !Boolean.TRUE.equals(ComposeFile.asMap(network.getValue()).get("internal")));
        assertThat(open.map(Map.Entry::getKey)).containsExactlyInAnyOrder("edge", "outside");
    }

    @Test
    void whoReachesWhatIsInNoOthersNetwork() {
        assertThat(inNetwork(ON_RAFT, "vault")).containsExactlyInAnyOrder("vault-1", "vault-2", "vault-3", "console-1", "console-2", "prometheus");
        assertThat(inNetwork(ON_RAFT, "data")).containsExactlyInAnyOrder("postgres", "redis", "keycloak", "console-1", "console-2");
        assertThat(inNetwork(ON_POSTGRES, "data")).contains("vault-1", "vault-2", "vault-3");
        assertThat(inNetwork(ON_RAFT, "outside")).containsExactlyInAnyOrder("console-1", "console-2");
        assertThat(inNetwork(ON_RAFT, "edge")).containsExactly("proxy");
    }

    private static Set<String> inNetwork(ComposeFile compose, String network) {
        return services().filter(name -> compose.list(name, "networks").contains(network)).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("services")
    void noSecretIsInTheFile(String name) {
        assertThat(ON_POSTGRES.environment(name)).allSatisfy((variable, value) -> {
            if (Pattern.compile("PASSWORD|SECRET|TOKEN|PRIVATEKEY|KEY_FILE").matcher(variable).find()) {
                assertThat(value).as(variable).matches("(file:)?/[\\w./-]+");
            }
        });
        assertThat(ON_POSTGRES.services().get(name).toString()).doesNotContainPattern("[0-9a-f]{32}|://\\w+:\\w+@");
    }

    @ParameterizedTest
    @MethodSource("services")
    void whatIsMountedExistsAndOnlyDataIsWritten(String name) {
        for (var volume : ON_POSTGRES.list(name, "volumes")) {
            var parts = volume.split(":");
            boolean written = parts.length == 2;
            assertThat(written).as(volume).isEqualTo(parts[0].startsWith("./.data/") && !parts[1].startsWith("/console/") || parts[0].startsWith("keycloak-"));
            if (parts[0].matches("\\./\\w.*")) {
                assertThat(ComposeFile.FOLDER.resolve(parts[0])).exists();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void aNodeIsStartedWithConfigurationsThatThereAre(String name) {
        for (var compose : List.of(ON_RAFT, ON_POSTGRES)) {
            assertThat(compose.list(name, "command")).hasSize(5).contains("break-glass", "metrics").allSatisfy(word -> assertThat(ComposeFile.FOLDER.resolve("vault").resolve(word + ".hcl")).exists());
        }
        assertThat(ON_RAFT.list(name, "command")).startsWith("storage-raft");
        assertThat(ON_POSTGRES.list(name, "command")).startsWith("storage-postgresql");
    }

    /** By which the backup of the server gets a ledger, and its drills start a Vault. */
    @ParameterizedTest
    @ValueSource(strings = { "console-1", "console-2" })
    void aConsoleKnowsWhichDatabaseHoldsVaultsStorage(String name) throws IOException {
        var database = ON_POSTGRES.environment(name).get("BACKUP_VAULT_STORAGE");

        assertThat(Files.readString(ComposeFile.FOLDER.resolve("vault/storage-postgresql.hcl"))).contains("@postgres:5432/" + database + "?");
        assertThat(ON_RAFT.environment(name)).doesNotContainKey("BACKUP_VAULT_STORAGE");
    }

    @Test
    void whatIsWaitedForIsThereAndTellsWhenItIsHealthy() {
        services().forEach(name -> ComposeFile.asMap(ON_POSTGRES.services().get(name).getOrDefault("depends_on", Map.of())).forEach((other, condition) -> {
            assertThat(ON_POSTGRES.services()).containsKey(other);
            assertThat(ComposeFile.asMap(condition).get("condition")).isIn("service_healthy", "service_started");
        }));
    }

    @Test
    void theSecretsAreKeptOutOfTheRepository() throws IOException {
        assertThat(Files.readAllLines(ComposeFile.FOLDER.resolveSibling(".gitignore"))).contains("/docker/.secrets/", "/docker/.data/", "/docker/.env");
    }

    @Test
    void theFilesOfVaultAreWholeAndEachSealIsOneFile() throws IOException {
        try (var files = Files.list(ComposeFile.FOLDER.resolve("vault"))) {
            assertThat(files.map(file -> file.getFileName().toString())).contains("node.hcl", "storage-raft.hcl", "storage-postgresql.hcl",
                    "seal-static.hcl", "seal-shamir.hcl", "seal-awskms.hcl", "seal-gcpckms.hcl", "seal-transit.hcl", "audit-file.hcl", "audit-syslog.hcl");
        }
        assertThat(Arrays.asList("tls_min_version  = \"tls13\"", "max_request_size = 1048576", "prometheus_retention_time"))
                .allSatisfy(setting -> assertThat(Files.readString(ComposeFile.FOLDER.resolve("vault/node.hcl"))).contains(setting));
    }
}
