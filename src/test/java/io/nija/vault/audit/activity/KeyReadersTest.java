package io.nija.vault.audit.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.nija.vault.audit.AccessRecords;
import io.nija.vault.audit.CachedRead;
import io.nija.vault.audit.KeyEvent.Actor;
import io.nija.vault.audit.KeyReader;
import io.nija.vault.audit.KeyReaders;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.credentials.KeyMaterial;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import io.nija.vault.testing.VaultCallers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

import static io.nija.vault.testing.People.ADA_THE_ADMIN;
import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static io.nija.vault.testing.People.SAM_OF_SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Who got the values of a key, by a real Vault's audit log and the console's own records, and who is told it. */
@ConsoleTest
class KeyReadersTest {

    @Autowired
    KeyReaders readers;
    @Autowired
    Credentials credentials;
    @Autowired
    AccessRecords cachedReads;
    @Autowired
    VaultCallers callers;
    @Autowired
    People people;

    CredentialId key = People.newKey(ALICE, "okx");

    @BeforeEach
    void aliceStoresAKey() {
        people.signIn(ALICE);
        credentials.add(key, material(), KeyDescription.EMPTY);
    }

    private static KeyMaterial material() {
        return new KeyMaterial(SecretValue.of("k".repeat(16)), SecretValue.of("s".repeat(16)), Map.of());
    }

    @Test
    void anOwnerIsToldWhoGotTheValuesHowOftenAndFromWhere() throws Exception {
        callers.person(ADA_THE_ADMIN, "admin").send("GET", "secret/data/" + key.path());
        callers.person(SAM_OF_SUPPORT, "support").send("GET", "secret/metadata/" + key.path());
        callers.program(ALICE, "user-read").send("GET", "secret/data/" + key.path());
        callers.program(ALICE, "user-read").send("GET", "secret/data/" + key.path());
        cachedReads.record(new CachedRead(ALICE, key, 1, Instant.now().minus(Duration.ofDays(2)), "192.0.2.9", "x")).get();

        awaitReads("192.0.2.9", 1);
        awaitReads("127.0.0.1", 2);
        assertThat(readers.of(key).readers()).as("who was refused or saw metadata only is no reader").hasSize(2)
                .allMatch(reader -> reader.actor() == Actor.YOUR_PROGRAM);
        assertThat(reader("127.0.0.1").lastDay()).isEqualTo(2);
        assertThat(reader("192.0.2.9").lastDay()).isZero();
        assertThat(readers.of(key).engineReadsIt(Instant.now())).isEmpty();
        await().pollInSameThread().until(() -> readers.of(key).complete());
    }

    private KeyReader reader(String address) {
        return readers.of(key).readers().stream().filter(reader -> address.equals(reader.address())).findFirst().orElseThrow();
    }

    private void awaitReads(String address, long times) {
        await().pollInSameThread().untilAsserted(() -> assertThat(readers.of(key).readers()).anySatisfy(reader -> {
            assertThat(reader.address()).isEqualTo(address);
            assertThat(reader.lastMonth()).isEqualTo(times);
        }));
    }

    @Test
    void theFirstReadOfAVersionIsThatOfSomebodyElseThanTheOwnerByHand() {
        var begun = Instant.now().minusSeconds(5);
        credentials.rotate(key, material(), 1);
        credentials.reveal(key, "api_key");
        await().pollInSameThread().untilAsserted(() -> assertThat(readers.of(key).readers())
                .anySatisfy(reader -> assertThat(reader.actor()).isEqualTo(Actor.YOU)));
        assertThat(readers.firstRead(key, 2, begun)).isEmpty();

        callers.program(ALICE, "user-read").send("GET", "secret/data/" + key.path());

        await().pollInSameThread().untilAsserted(() -> assertThat(readers.firstRead(key, 2, begun)).get()
                .satisfies(first -> assertThat(first.actor()).isEqualTo(Actor.YOUR_PROGRAM)));
        assertThat(readers.firstRead(key, 1, begun)).isEmpty();
    }

    @Test
    void theStaffAreToldTheRolesAndNoAddress() {
        callers.program(ALICE, "user-read").send("GET", "secret/data/" + key.path());
        people.signIn(SAM_OF_SUPPORT);

        await().pollInSameThread().untilAsserted(() -> assertThat(readers.of(key).readers()).singleElement()
                .satisfies(reader -> {
                    assertThat(reader.actor()).isEqualTo(Actor.YOUR_PROGRAM);
                    assertThat(reader.address()).isNull();
                    assertThat(reader.lastMonth()).isEqualTo(1);
                }));
    }

    @Test
    void anotherUserIsToldNothing() {
        people.signIn(BOB);

        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> readers.of(key));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> readers.firstRead(key, 1, Instant.EPOCH));
    }
}
