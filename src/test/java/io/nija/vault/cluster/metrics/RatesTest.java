package io.nija.vault.cluster.metrics;

import java.net.URI;
import java.time.Instant;

import io.nija.vault.cluster.metrics.Rates.Rate;
import io.nija.vault.cluster.watch.Figures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RatesTest {

    private static final URI NODE = URI.create("http://127.0.0.1:8200");
    private static final URI OTHER = URI.create("http://127.0.0.1:8210");
    private static final Instant START = Instant.ofEpochSecond(1000);

    private final Rates rates = new Rates();

    private static Figures figures(int seconds, double requests, double logins, @Nullable Instant started) {
        return new Figures(START.plusSeconds(seconds), null, started, requests, logins, null, null, null, null, null);
    }

    @Test
    void aFirstReadingHasNothingToCompareWith() {
        assertThat(rates.of(NODE, figures(0, 100, 10, START))).isEqualTo(new Rate(null, null));
    }

    @Test
    void countersBecomeRatesASecondOverTheTimeThatReallyPassed() {
        rates.of(NODE, figures(0, 100, 10, START));
        rates.of(OTHER, figures(0, 5, 5, START));

        assertThat(rates.of(NODE, figures(20, 150, 10, START))).isEqualTo(new Rate(2.5, 0.0));
    }

    @Test
    void afterARestartWhatWasCountedSinceIsWhatCameAbout() {
        rates.of(NODE, figures(0, 100, 10, START));

        // It has counted more already than before it ended, which only the time of its start tells.
        assertThat(rates.of(NODE, figures(15, 150, 30, START.plusSeconds(5)))).isEqualTo(new Rate(10.0, 2.0));
        assertThat(rates.of(NODE, figures(30, 15, 30, null))).isEqualTo(new Rate(1.0, 0.0));
    }

    @Test
    void aMissedReadingIsBridgedAndALongerGapStaysOne() {
        rates.of(NODE, figures(0, 100, 10, START));

        assertThat(rates.of(NODE, figures(30, 130, 10, START)).requests()).isEqualTo(1.0);
        assertThat(rates.of(NODE, figures(90, 190, 10, START)).requests()).isNull();
        assertThat(rates.of(NODE, figures(105, 205, 10, START)).requests()).isEqualTo(1.0);
    }
}
