package io.nija.vault.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.nija.vault.backup.BackupException;
import io.nija.vault.base.SecretValue;
import io.nija.vault.testing.RaftCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots of a real Vault, restored into another one that nobody else uses. */
class IsolatedVaultTest {

    @TempDir
    Path directory;

    @Test
    void aSnapshotComesUpByTheSealAloneAndOpensToARecoveryKeyOfTheCopysOwn() throws IOException {
        try (var live = RaftCluster.single()) {
            var write = live.root(0).send("POST", "secret/data/users/alice/kraken", Map.of("data", Map.of("api_key", "k", "api_secret", "s")));
            assertThat(write.ok()).isTrue();
            var hash = live.root(0).send("POST", "sys/audit-hash/file", Map.of("input", "s")).body().at("/hash").asString();
            var snapshot = SnapshotFile.check(live.snapshot(directory.resolve("live.snap")));
            try (var in = Files.newInputStream(snapshot.file())) {
                assertThat(SnapshotFile.check(in)).isPositive();
            }

            try (var copy = start("one", live.sealAndAudit()); var inside = start("two", live.sealAndAudit())) {
                var recoveryKey = copy.initialise();
                var altered = snapshot.withEntriesOf(copy.snapshot(directory.resolve("own.snap")), Set.of("core/recovery-key", "core/recovery-config"), directory.resolve("altered.snap"));
                copy.restore(snapshot, false);
                assertThat(copy.clusterId()).isEqualTo(live.root(0).send("GET", "sys/seal-status").body().at("/cluster_id").asString());
                assertThatThrownBy(() -> copy.signInAsRoot(recoveryKey)).isInstanceOf(BackupException.class);

                inside.initialise();
                inside.restore(altered, true);
                inside.signInAsRoot(recoveryKey);
                assertThat(inside.read("secret/data/users/alice/kraken").at("/data/api_secret").asString()).isEqualTo("s");
                assertThat(inside.list("secret/metadata/users/")).containsExactly("alice/");
                assertThat(inside.auditHash("s")).isEqualTo(hash);
            }
        }
    }

    private IsolatedVault start(String name, String sealAndAudit) throws IOException {
        var program = Path.of(Optional.ofNullable(System.getenv("VAULT_CONSOLE_BAO")).orElse("bao"));
        return new IsolatedVault(IsolatedServer.start(program, Files.createDirectory(directory.resolve(name)), sealAndAudit, IsolatedStorage.RAFT), Duration.ofSeconds(60));
    }
}
