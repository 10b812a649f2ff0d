package io.nija.vault.bench;

import java.util.Map;

import io.nija.vault.bench.OurGateway.Cache;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FiguresTest {

    private final Results results = new Results();

    private void measured(String subject, String what, long requests, double p50, double p99, double cpu, long failures) {
        results.add(new Measurement(subject, what, Figures.CONNECTIONS, new Load(requests, 1, p50, p99, p99, failures, false),
                Map.of(Subject.ITSELF, cpu), 100));
    }

    private void measured(String subject, String what, long requests, double p50, double p99) {
        measured(subject, what, requests, p50, p99, 1, 0);
    }

    private String row(int index) {
        return new Figures(results).all().get(index).row(true);
    }

    @Test
    void readsWhatWrkPrints() {
        var load = Load.parse("""
                Running 2s test @ http://127.0.0.1:8200
                measured requests=3000 micros=2000000 p50=1500 p99=2500 p999=9000 refused=2 broken=1 usedUp=0
                """);
        assertThat(load).isEqualTo(new Load(3000, 2, 1.5, 2.5, 9, 3, false));
        assertThat(load.perSecond()).isEqualTo(1500);
        assertThatThrownBy(() -> Load.parse("unable to connect")).isInstanceOf(BenchException.class).hasMessageContaining("unable to connect");
    }

    @Test
    void hasARowForEachFigureEvenWhenNothingWasMeasured() {
        assertThat(new Figures(results).all()).hasSize(8).allSatisfy(figure -> assertThat(figure.row(true)).endsWith("| not measured"));
    }

    @Test
    void saysWhetherAFigureIsReached() {
        measured(PeerGateway.SUBJECT, Course.READS, 1000, 10, 40);
        measured(Cache.NONE.subject, Course.READS, 3900, 4, 24);
        assertThat(row(0)).isEqualTo("requests/s without cache, to the document's gateway | 3.90 × | at least 4 × | short");
        assertThat(row(3)).isEqualTo("p99 without cache, to the document's gateway | 0.60 × | at most 0.6 × | ok");
        assertThat(row(1)).endsWith("| left out | at least 0.6 × | not measured");
    }

    @Test
    void takesNoFigureFromCallsThatFailed() {
        measured(PeerGateway.SUBJECT, Course.READS, 1000, 10, 40);
        measured(Cache.NONE.subject, Course.READS, 9000, 1, 2, 1, 5);
        assertThat(row(0)).endsWith("| failed or left out | at least 4 × | not measured");
        assertThat(results.anyFailed()).isTrue();
    }

    @Test
    void takesTheWorseOfCpuAndTimeForTheGrowth() {
        measured(Cache.NONE.subject, Course.READS_OF_FEW, 1000, 10, 40, 1, 0);
        measured(Cache.NONE.subject, Course.READS_OF_MANY, 1000, 11, 40, 1.2, 0);
        assertThat(row(6)).contains("| 1.20 × |").endsWith("short");
    }

    @Test
    void takesTheWorstStart() {
        measured(Cache.NONE.subject, Course.START, 1000, 1, 70);
        measured(Cache.MEMORY.subject, Course.START, 1000, 1, 99);
        assertThat(row(7)).contains("| 99.00 ms |").endsWith("ok");
    }
}
