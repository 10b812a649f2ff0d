package io.nija.vault.vault;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import io.nija.vault.base.SecretValue;
import io.nija.vault.testing.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Under the console's own AppRole, whose policies are those that provisioning gives it. */
@ConsoleTest
class HandOverTest {

    private static final Map<String, String> WHAT = Map.of("request", "17", "owner", "alice");

    @Autowired
    HandOver handOver;

    @Test
    void whatIsHandedOverCanBeHadOnce() {
        var token = handOver.wrap(WHAT, Duration.ofMinutes(5));

        assertThat(handOver.unwrap(token)).contains(WHAT);
        assertThat(handOver.unwrap(token)).isEmpty();
    }

    @Test
    void ofManyAtOnceOneHasIt() throws Exception {
        var token = handOver.wrap(WHAT, Duration.ofMinutes(5));
        try (var threads = Executors.newFixedThreadPool(20)) {
            var answers = threads.invokeAll(IntStream.range(0, 20).<Callable<Optional<Map<String, String>>>>mapToObj(number -> () -> handOver.unwrap(token)).toList());

            assertThat(answers.stream().map(Future::resultNow).filter(Optional::isPresent)).hasSize(1);
        }
    }

    @Test
    void itsTimeEnds() {
        var token = handOver.wrap(WHAT, Duration.ofSeconds(1));
        var renewed = handOver.wrap(WHAT, Duration.ofMinutes(5));

        // To ask earlier would use it up.
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        assertThat(handOver.unwrap(token)).isEmpty();
        assertThat(handOver.unwrap(renewed)).contains(WHAT);
    }

    @Test
    void whatIsNoTokenOpensNothing() {
        for (var text : new String[] { "nonsense", "hvs.nonsense", "s.iyNUhq8Ov4hIAx6snw5mB2nL", "../../etc" }) {
            assertThat(handOver.unwrap(SecretValue.of(text))).isEmpty();
        }
    }
}
