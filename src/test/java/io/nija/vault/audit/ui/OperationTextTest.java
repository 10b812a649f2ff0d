package io.nija.vault.audit.ui;

import java.time.Duration;
import java.time.Instant;

import io.nija.vault.audit.ConsoleAction;
import io.nija.vault.audit.Operation;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class OperationTextTest {

    static Operation operation(String user, String operation, String path, String mount, @Nullable String owner, @Nullable String key, @Nullable Integer version) {
        return new Operation(1, Instant.parse("2026-11-24T12:00:00.123456Z"), "node-1", user, "user", "default, user", operation, OperationKind.of(path, mount),
                OperationOutcome.DONE, path, owner, key, "kraken", "10.0.0.1", null, version, Duration.ofNanos(1_234_000), "r-1", "v-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            alice   | read   | secret/data/users/alice/kraken--main     | alice | kraken--main | 3 | read the values of kraken--main, version 3
            trading | read   | secret/data/users/alice/kraken           | alice | kraken       | - | read the values of alice’s kraken
            alice   | update | secret/data/users/alice/kraken           | alice | kraken       | 2 | wrote kraken, version 2
            alice   | delete | secret/data/users/alice/kraken           | alice | kraken       | - | revoked kraken
            sam     | list   | secret/metadata/users/alice/             | -     | -            | - | listed alice’s keys
            alice   | list   | secret/metadata/users/alice              | -     | -            | - | listed their keys
            console | list   | secret/metadata/users/                   | -     | -            | - | listed who has keys
            sam     | read   | secret/metadata/users/alice/kraken       | alice | kraken       | - | read the metadata of alice’s kraken
            alice   | patch  | secret/metadata/users/alice/kraken       | alice | kraken       | - | changed the notes on kraken
            alice   | delete | secret/metadata/users/alice/kraken       | alice | kraken       | - | destroyed for good kraken
            alice   | update | secret/undelete/users/alice/kraken       | alice | kraken       | - | restored kraken
            alice   | update | auth/jwt/login                           | -     | -            | - | signed in at auth/jwt/login
            alice   | update | auth/token/revoke-self                   | -     | -            | - | ended their own token
            console | update | transit/datakey/plaintext/user-credentials | -   | -            | - | made a data key of user-credentials
            ada     | read   | sys/mounts                               | -     | -            | - | read sys/mounts
            alice   | reveal | console/reveal/users/alice/kraken        | alice | kraken       | 2 | looked at a value of kraken, version 2
            ada     | sign-in | console/sign-in                         | -     | -            | - | signed in to the console
            ada     | export | console/export                           | -     | -            | - | exported audit records
            ada     | acknowledge | console/acknowledge                 | -     | -            | - | acknowledged an alert
            ada     | release | console/release                         | -     | -            | - | gave an alert back
            ada     | silence | console/silence                         | -     | -            | - | silenced alerts for a while
            ada     | end-silence | console/end-silence                 | -     | -            | - | ended the silence of alerts
            ada     | send-again | console/send-again                   | -     | -            | - | had a letter sent again that had not arrived
            sam     | look-up | console/look-up                         | -     | -            | - | looked up whose keys there are
            sam     | look-up | console/look-up/users/alice/kraken      | alice | kraken       | - | looked up alice’s kraken
            alice   | open-link | console/open-link/users/alice/kraken  | alice | kraken       | - | opened the link of a request
            ada     | expiry-rule | console/expiry-rule                 | -     | -            | - | changed how old keys may get
            ada     | back-up | console/back-up                         | -     | -            | - | began a backup
            ada     | cancel-backup | console/cancel-backup             | -     | -            | - | cancelled a backup
            ada     | verify-backup | console/verify-backup             | -     | -            | - | had a backup read back
            ada     | remove-backup | console/remove-backup             | -     | -            | - | deleted a backup
            ada     | drill  | console/drill                            | -     | -            | - | asked for a restore drill
            ada     | withdraw-drill | console/withdraw-drill           | -     | -            | - | withdrew a restore drill that had been asked for
            ada     | help   | sys/mounts                               | -     | -            | - | help sys/mounts
            """)
    void saysWhatWasDone(String user, String operation, String path, String owner, String key, Integer version, String words) {
        assertThat(OperationText.of(operation(user, operation, path, path.startsWith("secret/") ? "kv" : path.startsWith("console/") ? OperationKind.CONSOLE_MOUNT : "", owner, key, version))).isEqualTo(words);
    }

    /** A cached read is a read of the values by the time it is a line of the log. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CACHED_READ")
    void hasASentenceForAllThatTheConsolePutsOnRecord(ConsoleAction action) {
        var path = "console/" + action.word();

        assertThat(OperationText.of(operation("ada", action.word(), path, OperationKind.CONSOLE_MOUNT, "alice", "kraken", null))).doesNotContain(path);
    }
}
