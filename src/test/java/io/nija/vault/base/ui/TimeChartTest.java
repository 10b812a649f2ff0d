package io.nija.vault.base.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nija.vault.base.ui.TimeChart.Data;
import io.nija.vault.base.ui.TimeChart.Point;
import io.nija.vault.base.ui.TimeChart.Series;
import org.junit.jupiter.api.Test;

class TimeChartTest {

    private static final Instant FROM = Instant.ofEpochSecond(1000);

    private final TimeChart chart = new TimeChart("Requests", TimeChart.Kind.LINES);

    @Test
    void saysThatItIsLoadingUntilSomethingIsShown() {
        assertThat(shown()).contains("\"message\":\"Loading …\"", "\"title\":\"Requests\"", "\"bars\":false");
    }

    @Test
    void givesItsSeriesToTheBrowserInMilliseconds() {
        chart.show(new Data(FROM, FROM.plusSeconds(60), Duration.ofSeconds(15),
                List.of(new Series("node 1", "/s", List.of(new Point(FROM, 1.5), new Point(FROM.plusSeconds(15), 0))))));

        assertThat(shown()).isEqualTo("{\"title\":\"Requests\",\"bars\":false,\"from\":1000000,\"to\":1060000,\"step\":15000,"
                + "\"series\":[{\"name\":\"node 1\",\"unit\":\"/s\",\"points\":[[1000000,1.5],[1015000,0.0]]}]}");
    }

    @Test
    void showsAMessageInPlaceOfWhatWasThere() {
        chart.show(new Data(FROM, FROM.plusSeconds(60), Duration.ofSeconds(15), List.of(new Series("a", "", List.of(new Point(FROM, 1))))));
        chart.message("The database is away.");

        assertThat(shown()).contains("The database is away.", "\"series\":[]");
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        var step = Duration.ofSeconds(15);

        assertThatThrownBy(() -> new Data(FROM, FROM, step, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Data(FROM, FROM.plusSeconds(60), Duration.ZERO, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Data(FROM, FROM.plus(Duration.ofDays(365)), step, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private String shown() {
        return chart.getElement().getPropertyRaw("data").toString();
    }
}
