package io.nija.vault.deployment;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code bench failover} does, for what has to be so however fast the machine is: it takes eight minutes for each storage. */
@Tag("full")
class FailoverIT {

    @ParameterizedTest
    @ValueSource(strings = { "raft", "postgresql" })
    void readsGoOnAndNoWriteIsLostOrDoneTwice(String storage) throws Exception {
        var result = FailoverBench.run(storage);

        assertThat(result.failedReads()).isZero();
        assertThat(result.wrong()).isEmpty();
    }
}
