package io.nija.vault.requests.engine;

import java.time.Duration;

import io.nija.vault.base.OtherConsole;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestState;
import io.nija.vault.requests.Requests;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Of several consoles one does the scheduled work, and when it is killed at it, another goes on. */
@ConsoleTest
class OneConsoleAtATimeTest {

    @Autowired
    RequestRounds rounds;
    @Autowired
    Requests requests;
    @Autowired
    Credentials credentials;
    @Autowired
    People people;
    @Autowired
    JdbcClient database;
    @Autowired
    JdbcConnectionDetails details;

    @Test
    void aRoundWaitsWhileAnotherConsoleIsAtItAndNotForOneThatWasKilled() throws Exception {
        var scene = new Scene(requests, credentials, people, database);
        try (var other = OtherConsole.atTheRoundOfRequests(details)) {
            long id = scene.ask(RequestKind.ROTATION);
            database.sql("update rotation_request set expires_at = now() where id = :id").param("id", id).update();

            rounds.round();

            assertThat(scene.state(id)).as("the other console has the lock").isEqualTo(RequestState.OPEN);

            other.kill();
            rounds.round();
            assertThat(scene.state(id)).as("nobody can tell yet that it is dead").isEqualTo(RequestState.OPEN);
            await().atMost(Duration.ofMinutes(1)).pollInSameThread().untilAsserted(() -> {
                rounds.round();
                assertThat(scene.state(id)).isEqualTo(RequestState.EXPIRED);
            });
        }
    }
}
