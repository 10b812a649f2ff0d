package io.nija.vault.credentials;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import javax.sql.DataSource;

import io.nija.vault.audit.AccessRecords;
import io.nija.vault.audit.AccessRecords.Outcome;
import io.nija.vault.audit.CachedRead;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.IndexRebuild.Drift;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.People;
import io.nija.vault.vault.ConsoleVault;
import io.nija.vault.vault.MetadataReader;
import io.nija.vault.vault.SecretMetadata;
import io.nija.vault.vault.Secrets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static io.nija.vault.testing.People.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

/** The index is nothing but what Vault says, and comes back to it by itself. */
@ConsoleTest
class IndexTest {

    @Autowired
    Credentials credentials;
    @Autowired
    CredentialIndex index;
    @Autowired
    IndexRebuild rebuild;
    @Autowired
    ConsoleVault consoleVault;
    @Autowired
    Secrets vault;
    @Autowired
    JdbcTemplate sql;
    @Autowired
    DataSource database;
    @Autowired
    AccessRecords records;
    @Autowired
    People people;

    CredentialId key = People.newKey(ALICE, "okx");
    CredentialId revoked = People.newKey(ALICE, "kraken");

    @BeforeEach
    void storeKeysOfEveryState() {
        people.signIn(ALICE);
        credentials.add(key, material(), new KeyDescription("Main account", "Ünicode ✓ 🔑", LocalDate.of(2030, 1, 31)));
        credentials.rotate(key, material(), 1);
        credentials.add(revoked, material(), KeyDescription.EMPTY);
        credentials.revoke(revoked);
        rebuild.repair();
    }

    @Test
    void madeAnewItIsExactlyWhatItWas() {
        var before = Set.copyOf(index.all());
        sql.update("delete from credential");

        int rows = rebuild.rebuild(done -> { });

        assertThat(new HashSet<>(index.all())).isEqualTo(before);
        assertThat(rows).isEqualTo(before.size()).isGreaterThanOrEqualTo(2);
        assertThat(rebuild.check()).isEmpty();
    }

    @Test
    void theCheckNamesWhatIsMissingLeftOverAndDifferentAndTheRepairMendsIt() {
        var leftOver = People.newKey(ALICE, "okx");
        sql.update("delete from credential where owner = 'alice' and key = ?", revoked.key());
        sql.update("update credential set label = 'Another' where owner = 'alice' and key = ?", key.key());
        sql.update("insert into credential values ('alice', ?, 'okx', null, null, null, 'ACTIVE', 1, now(), now(), null, null)", leftOver.key());

        assertThat(rebuild.check()).containsExactlyInAnyOrder(new Drift(revoked, "missing from the index"),
                new Drift(key, "different in the index"), new Drift(leftOver, "left over in the index"));
        assertThat(index.find(leftOver)).as("a check changes nothing").isPresent();

        assertThat(rebuild.repair()).isEqualTo(3);
        assertThat(rebuild.check()).isEmpty();
        assertThat(index.find(leftOver)).isEmpty();
    }

    @Test
    void aWriteCountsThoughTheIndexIsAwayAndTheIndexCatchesUp() throws Exception {
        var late = People.newKey(ALICE, "okx");
        try (var away = new IndexAway(database)) {
            credentials.add(late, material(), new KeyDescription("Written meanwhile", null, null));

            assertThat(vault.read(late)).isPresent();
            assertThat(credentials.list().indexed()).isFalse();
        }
        Awaitility.await().untilAsserted(() -> assertThat(index.find(late)).get()
                .extracting(row -> row.description().label()).isEqualTo("Written meanwhile"));
    }

    @Test
    void aCopyIsNotHandedOutWhileTheIndexIsInDoubtAboutIt() {
        var read = new CachedRead(ALICE, key, 2, Instant.now(), "127.0.0.1", "in-doubt");
        assertThat(records.record(read).join()).isEqualTo(Outcome.RECORDED);

        index.doubt(key);

        assertThat(records.record(read).join()).isEqualTo(Outcome.OUTDATED);
        assertThat(index.find(key)).as("it is listed all the same").isPresent();
        index.refresh(key, vault);
        assertThat(records.record(read).join()).isEqualTo(Outcome.RECORDED);
    }

    @Test
    void namesInVaultThatAreNotOursArePassedOver() {
        // Vault lets people write any name below their own path; the console writes only its own.
        var reader = new MetadataReader() {

            @Override
            public List<String> keys(UserId owner) {
                return List.of("Kraken", "a/", "kraken--../x", "kraken--", "--", "ä", "kraken\n", key.key());
            }

            @Override
            public Optional<SecretMetadata> metadata(CredentialId id) {
                return vault.metadata(id);
            }
        };

        assertThat(CredentialWalk.keysOf(ALICE, reader)).containsExactly(key);
    }

    @Test
    void ofTwoRefreshesAtOnceTheNewerStateStays() throws Exception {
        for (int round = 0; round < 5; round++) {
            int version = credentials.detail(key).summary().version();
            var asked = new CountDownLatch(1);
            var slow = new MetadataReader() {

                @Override
                public List<String> keys(UserId owner) {
                    return vault.keys(owner);
                }

                @Override
                public Optional<SecretMetadata> metadata(CredentialId id) {
                    var seen = consoleVault.metadata(id);
                    asked.countDown();
                    sleep();
                    return seen;
                }
            };
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                threads.submit(() -> index.refresh(key, slow));
                asked.await();
                credentials.rotate(key, material(), version);
            }
            assertThat(index.find(key).orElseThrow().version()).isEqualTo(version + 1);
        }
    }

    @Test
    void oneKeyThatTheIndexCannotTakeDoesNotKeepTheOthersOut() {
        var odd = People.newKey(ALICE, "okx");
        credentials.add(odd, material(), KeyDescription.EMPTY);
        vault.annotate(odd, Map.of("label", "x".repeat(512), "expires_on", "+999999999-12-31", "key_hint", "far too long"));
        sql.update("delete from credential where owner = 'alice' and key in (?, ?)", key.key(), odd.key());

        assertThat(rebuild.rebuild(done -> { })).isPositive();

        assertThat(index.find(key)).isPresent();
        assertThat(index.find(odd)).isPresent();
        assertThat(rebuild.check()).isEmpty();
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static KeyMaterial material() {
        return new KeyMaterial(SecretValue.of(UUID.randomUUID().toString()), SecretValue.of(UUID.randomUUID().toString()), Map.of());
    }
}
