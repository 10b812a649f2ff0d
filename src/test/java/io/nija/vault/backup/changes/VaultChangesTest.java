package io.nija.vault.backup.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.credentials.KeyMaterial;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the embedded Vault's own audit log says to have changed. */
@ConsoleTest
class VaultChangesTest {

    @Autowired
    VaultChanges changes;
    @Autowired
    Credentials credentials;
    @Autowired
    People people;

    @Test
    void listsWhatWasWrittenAndRevokedSinceThenAndNothingThatChangesNothing() throws IOException {
        people.signIn(People.ALICE);
        var key = People.newKey(People.ALICE, "kraken");
        var material = new KeyMaterial(SecretValue.of("a-key-of-a-test"), SecretValue.of("a-secret-of-a-test"), Map.of());
        credentials.add(key, material, KeyDescription.EMPTY);
        var since = Instant.now();
        credentials.rotate(key, material, 1);
        credentials.revoke(key);

        await().until(() -> changes.since(since).stream().anyMatch(change -> isOf(change, key.path()) && change.kind() == ChangeKind.REVOKED));
        var found = changes.since(since);

        assertThat(found).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
        assertThat(found).filteredOn(change -> isOf(change, key.path())).anySatisfy(change -> {
            assertThat(change.kind()).isEqualTo(ChangeKind.WRITTEN);
            assertThat(change.version()).isEqualTo(2);
            assertThat(change.user()).isEqualTo("alice");
        });
        assertThat(found).noneMatch(change -> change.what().startsWith("audit-heads/") || change.what().contains("capabilities") || change.what().contains("/login"));
        var csv = new StringWriter();
        ChangesCsv.write(found, csv);
        assertThat(csv.toString()).startsWith("time,change,what,version,by,role,to_do,done").contains(key.path(), "Revoke it again").doesNotContain("a-secret-of-a-test");
    }

    @Test
    void knowsPoliciesAndRolesAndSecretIdsFromTheFirstProvisioning() {
        await().until(() -> changes.since(Instant.EPOCH).stream().anyMatch(change -> change.kind() == ChangeKind.POLICY));

        assertThat(changes.since(Instant.EPOCH)).anyMatch(change -> change.kind() == ChangeKind.SYSTEM && change.what().equals("sys/mounts/secret"))
                .anyMatch(change -> change.kind() == ChangeKind.ACCESS && change.what().equals("auth/approle/role/console"))
                .anyMatch(change -> change.kind() == ChangeKind.SECRET_ID && change.what().equals("auth/approle/role/console/secret-id"))
                .anyMatch(change -> change.kind() == ChangeKind.POLICY && change.what().equals("sys/policies/acl/user"));
    }

    private static boolean isOf(Change change, String path) {
        return Objects.equals(change.what(), path);
    }
}
