package io.nija.vault.credentials;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import io.nija.vault.vault.Secrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

import static io.nija.vault.testing.People.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ConsoleTest
class KeyWatcherTest {

    record Heard(CredentialId key, KeyWatcher.Change change, int version, UserId by) {
    }

    @Autowired
    Secrets vault;
    @Autowired
    CredentialIndex index;
    @Autowired
    IndexRepair repair;
    @Autowired
    KeyRecords records;
    @Autowired
    CurrentUser user;
    @Autowired
    Clock clock;
    @Autowired
    People people;

    CredentialId key = People.newKey(ALICE, "okx");
    List<Heard> told = new ArrayList<>();
    Credentials credentials;

    @BeforeEach
    void signIn() {
        people.signIn(ALICE);
        var watchers = new StaticListableBeanFactory();
        watchers.addBean("failing", (KeyWatcher) (key, change, version, by) -> {
            throw new IllegalStateException("a watcher that fails");
        });
        watchers.addBean("hearing", (KeyWatcher) (key, change, version, by) -> told.add(new Heard(key, change, version, by)));
        var changes = new Changes(vault, index, repair, List.of(), new KeyWatchers(watchers.getBeanProvider(KeyWatcher.class)));
        credentials = new Credentials(vault, user, index, changes, records, clock);
    }

    @Test
    void eachChangeThatCameAboutIsToldOnceWhateverBecomesOfTheTelling() {
        credentials.add(key, material("one"), KeyDescription.EMPTY);
        credentials.rotate(key, material("two"), 1);
        credentials.rollBack(key, 1, 2);
        credentials.store(key, material("four"), null);
        credentials.revoke(key);
        credentials.revoke(key);
        credentials.restore(key);
        credentials.destroy(key);

        assertThat(told).containsExactly(
                heard(KeyWatcher.Change.ROTATED, 2), heard(KeyWatcher.Change.ROLLED_BACK, 3), heard(KeyWatcher.Change.ROTATED, 4),
                heard(KeyWatcher.Change.REVOKED, 4), heard(KeyWatcher.Change.RESTORED, 4), heard(KeyWatcher.Change.DESTROYED, 4));
    }

    @Test
    void whatWasRefusedIsNotTold() {
        credentials.add(key, material("one"), KeyDescription.EMPTY);

        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> credentials.rotate(key, material("two"), 7));
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> credentials.rollBack(key, 9, 1));

        assertThat(told).isEmpty();
    }

    private Heard heard(KeyWatcher.Change change, int version) {
        return new Heard(key, change, version, ALICE);
    }

    private static KeyMaterial material(String round) {
        return new KeyMaterial(SecretValue.of("api-key-of-round-" + round), SecretValue.of("api-secret-of-round-" + round), Map.of());
    }
}
