package io.nija.vault.cluster.watch;

import java.time.Instant;
import java.util.Map;

import io.nija.vault.cluster.watch.PrometheusText.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PrometheusTextTest {

    @Test
    void readsSamplesWithLabelsNumbersAndTimes() {
        assertThat(PrometheusText.parse("""
                # HELP up Whether it is.
                # TYPE up gauge

                up 1
                a_total{x="1",y="two, {three} \\"four\\" \\\\ \\n",} 1.5e+03 1395066363000
                b{quantile="0.99"}  NaN
                c +Inf
                ns:d{ z = "" } -Inf
                """)).containsExactly(new Sample("up", Map.of(), 1), new Sample("a_total", Map.of("x", "1", "y", "two, {three} \"four\" \\ \n"), 1500),
                        new Sample("b", Map.of("quantile", "0.99"), Double.NaN), new Sample("c", Map.of(), Double.POSITIVE_INFINITY),
                        new Sample("ns:d", Map.of("z", ""), Double.NEGATIVE_INFINITY));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{x=\"1\"} 1", "a{x=\"1\" 1", "a{x=1} 1", "a{x=\"1} 1", "a{x", "a one", "a", "a 1 2 3", "<html>" })
    void refusesALineOfAnotherFormat(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> PrometheusText.parse(line));
    }

    @Test
    void figuresComeFromWhatANodeTells() {
        var at = Instant.ofEpochSecond(1000);

        var figures = Figures.of(at, """
                process_start_time_seconds 1.79554755869e+09
                process_resident_memory_bytes 1.00151296e+08
                vault_core_handle_request{quantile="0.5"} 0.25
                vault_core_handle_request{quantile="0.99"} 17.5
                vault_core_handle_request_sum 39.8
                vault_core_handle_request_count 21
                vault_core_handle_login_request_count 3
                vault_expire_num_leases 7
                vault_token_count{namespace="root"} 4
                vault_token_count{namespace="team"} 5
                vault_raft_storage_stats_applied_index{cluster="",peer_id="node-1"} 41
                """);

        assertThat(figures).isEqualTo(new Figures(at, "node-1", Instant.ofEpochMilli(1795547558690L), 21, 3, 0.25, 17.5, 7.0, 9.0, 100151296.0));
    }

    @Test
    void whatANodeDoesNotTellIsNotZero() {
        var figures = Figures.of(Instant.EPOCH, "vault_core_handle_request{quantile=\"0.99\"} NaN\n");

        assertThat(figures.p99()).isNull();
        assertThat(figures.leases()).isNull();
        assertThat(figures.memory()).isNull();
        assertThat(figures.id()).isNull();
    }
}
