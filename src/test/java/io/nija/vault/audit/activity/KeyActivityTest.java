package io.nija.vault.audit.activity;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.nija.vault.audit.AccessRecords;
import io.nija.vault.audit.CachedRead;
import io.nija.vault.audit.KeyActivity;
import io.nija.vault.audit.KeyEvent;
import io.nija.vault.audit.KeyEvent.Actor;
import io.nija.vault.audit.KeyEvent.Deed;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.audit.OwnRecords;
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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;

import static io.nija.vault.testing.People.ADA_THE_ADMIN;
import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static io.nija.vault.testing.People.SAM_OF_SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What a person is told about their keys by a real Vault's audit log and the console's own records, and who is told nothing. */
@ConsoleTest
class KeyActivityTest {

    private static final ZoneId UTC = ZoneId.of("UTC");

    @Autowired
    KeyActivity activity;
    @Autowired
    Credentials credentials;
    @Autowired
    AccessRecords cachedReads;
    @Autowired
    VaultCallers callers;
    @Autowired
    JdbcTemplate sql;
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

    private List<KeyEvent> events() {
        return activity.of(key, null, 100, UTC).events();
    }

    /** Also waits for the one that was done last, since all before it has been read by then. */
    private KeyEvent event(Actor actor, Deed deed, OperationOutcome outcome) {
        await().pollInSameThread().untilAsserted(() -> assertThat(events())
                .anySatisfy(event -> assertThat(List.of(event.actor(), event.deed(), event.outcome())).isEqualTo(List.of(actor, deed, outcome))));
        return events().stream().filter(event -> event.actor() == actor && event.deed() == deed && event.outcome() == outcome).findFirst().orElseThrow();
    }

    @Test
    void theOwnersOwnDeedsAreToldOnceEach() {
        credentials.reveal(key, "api_key");
        credentials.reveal(key, "api_secret");
        credentials.rotate(key, material(), 1);
        credentials.revoke(key);
        credentials.restore(key);
        event(Actor.YOU, Deed.RESTORED, OperationOutcome.DONE);
        callers.console().send("GET", "secret/data/" + key.path());
        event(Actor.CONSOLE, Deed.READ, OperationOutcome.DENIED);
        OwnRecords.ofOwner(sql, "alice");

        assertThat(event(Actor.YOU, Deed.LOOKED_AT_VALUES, OperationOutcome.DONE)).satisfies(look -> {
            assertThat(look.times()).isEqualTo(2);
            assertThat(look.version()).isEqualTo(1);
            assertThat(look.address()).isEqualTo("127.0.0.1");
        });
        assertThat(event(Actor.YOU, Deed.ROTATED, OperationOutcome.DONE).version()).isEqualTo(2);
        assertThat(events().stream().filter(event -> event.actor() == Actor.YOU && event.deed() != Deed.LOOKED_AT_METADATA).map(KeyEvent::deed))
                .containsExactlyInAnyOrder(Deed.ADDED, Deed.LOOKED_AT_VALUES, Deed.ROTATED, Deed.REVOKED, Deed.RESTORED);
    }

    @Test
    void othersAreToldByWhatTheyAre() throws Exception {
        callers.person(SAM_OF_SUPPORT, "support").send("GET", "secret/metadata/" + key.path());
        callers.person(SAM_OF_SUPPORT, "support").send("GET", "secret/metadata/" + key.path());
        callers.person(ADA_THE_ADMIN, "admin").send("GET", "secret/data/" + key.path());
        callers.person(BOB, "user").send("GET", "secret/data/" + key.path());
        callers.program(ALICE, "user-read").send("GET", "secret/data/" + key.path());
        cachedReads.record(new CachedRead(ALICE, key, 1, Instant.now(), "192.0.2.9", "x")).get();
        OwnRecords.ofOwner(sql, "alice");

        assertThat(event(Actor.YOUR_PROGRAM, Deed.READ, OperationOutcome.DONE).version()).isEqualTo(1);
        assertThat(event(Actor.YOUR_PROGRAM, Deed.READ_FROM_CACHE, OperationOutcome.DONE).address()).isEqualTo("192.0.2.9");
        assertThat(event(Actor.ADMIN, Deed.READ, OperationOutcome.DENIED).address()).isNull();
        assertThat(event(Actor.ANOTHER_USER, Deed.READ, OperationOutcome.DENIED).times()).isEqualTo(1);
        var support = event(Actor.SUPPORT, Deed.LOOKED_AT_METADATA, OperationOutcome.DONE);
        assertThat(support.times()).isEqualTo(2);
        assertThat(support.address()).isNull();
        assertThat(events().toString()).as("no names of other people").doesNotContain("sam", "ada", "bob");
    }

    @Test
    void whatTheConsoleDoesForItsIndexIsLeftOut() {
        var before = events().size();
        callers.console().send("GET", "secret/metadata/" + key.path());
        callers.person(BOB, "user").send("GET", "secret/data/" + key.path());
        event(Actor.ANOTHER_USER, Deed.READ, OperationOutcome.DENIED);

        assertThat(events()).noneMatch(event -> event.actor() == Actor.CONSOLE).hasSizeGreaterThanOrEqualTo(before);
    }

    @Test
    void allKeysTogetherAreThePersonsOwn() {
        var second = People.newKey(ALICE, "kraken");
        credentials.add(second, material(), KeyDescription.EMPTY);
        await().pollInSameThread().untilAsserted(() -> assertThat(activity.ofAll(null, 100, UTC).events()).extracting(KeyEvent::key)
                .contains(key, second));

        people.signIn(BOB);

        assertThat(activity.ofAll(null, 1000, UTC).events()).allMatch(event -> event.key().owner().equals(BOB));
    }

    @Test
    void nobodyElseIsToldAnything() {
        people.signIn(BOB);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(this::events);
        for (var staff : List.of(SAM_OF_SUPPORT, ADA_THE_ADMIN)) {
            people.signIn(staff);
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(this::events);
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> activity.ofAll(null, 10, UTC));
        }
        people.pretend(ALICE, "support");
        assertThatExceptionOfType(AccessDeniedException.class).as("without the role").isThrownBy(this::events);
        people.signOut();
        assertThatExceptionOfType(AuthenticationCredentialsNotFoundException.class).isThrownBy(this::events);
        assertThatExceptionOfType(AuthenticationCredentialsNotFoundException.class).isThrownBy(() -> activity.ofAll(null, 10, UTC));
    }
}
