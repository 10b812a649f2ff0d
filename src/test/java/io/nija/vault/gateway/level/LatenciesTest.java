package io.nija.vault.gateway.level;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LatenciesTest {

    private static Duration p99(int... milliseconds) {
        var latencies = new Latencies();
        IntStream.of(milliseconds).forEach(time -> latencies.add(Duration.ofMillis(time)));
        return Latencies.p99(latencies.take());
    }

    @Test
    void ofNoneThereIsNone() {
        assertThat(p99()).isNull();
        assertThat(Latencies.p99(new long[0])).isNull();
    }

    @Test
    void lieBetweenTheBoundsAroundTheTimeOfTheNinetyNinth() {
        assertThat(p99(IntStream.rangeClosed(1, 100).toArray())).isBetween(Duration.ofMillis(90), Duration.ofMillis(100));
        assertThat(p99(IntStream.concat(IntStream.generate(() -> 4).limit(99), IntStream.of(900)).toArray())).isBetween(Duration.ofMillis(3), Duration.ofMillis(5));
        assertThat(p99(IntStream.concat(IntStream.generate(() -> 4).limit(97), IntStream.of(900, 900, 900)).toArray())).isBetween(Duration.ofMillis(500), Duration.ofMillis(1000));
    }

    @Test
    void areNoLongerThanTheLastBound() {
        assertThat(p99(60_000)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void countWhatWasGivenBackOnce() {
        var latencies = new Latencies();
        latencies.add(Duration.ofMillis(4));
        var taken = latencies.take();
        latencies.add(Duration.ofMillis(4));

        latencies.giveBack(taken);

        assertThat(latencies.take()).contains(2).hasSize(Latencies.COUNTS);
        assertThat(latencies.take()).containsOnly(0);
    }
}
