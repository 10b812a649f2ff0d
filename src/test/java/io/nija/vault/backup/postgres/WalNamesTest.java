package io.nija.vault.backup.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.TreeSet;

import io.nija.vault.backup.BackupException;
import org.junit.jupiter.api.Test;
import org.postgresql.replication.LogSequenceNumber;

class WalNamesTest {

    private static final int SIZE = 16 << 20;

    private static WalSegment segment(String name) {
        return WalSegment.named(name, SIZE).orElseThrow();
    }

    private static long lsn(String text) {
        return LogSequenceNumber.valueOf(text).asLong();
    }

    @Test
    void segmentsAreNamedAsPostgresNamesThem() {
        // As pg_walfile_name says.
        assertThat(WalSegment.holding(1, lsn("0/1000028"), SIZE).name()).isEqualTo("000000010000000000000001");
        assertThat(WalSegment.holding(1, lsn("0/FFFFFFFF"), SIZE).name()).isEqualTo("0000000100000000000000FF");
        assertThat(WalSegment.holding(10, lsn("2/A1000000"), SIZE).name()).isEqualTo("0000000A00000002000000A1");
        assertThat(WalSegment.holding(1, lsn("2/A1000000"), 64 << 20).name()).isEqualTo("000000010000000200000028");
        assertThat(segment("0000000100000000000000FF").next().name()).isEqualTo("000000010000000100000000");
        assertThat(segment("0000000A00000002000000A1").start()).isEqualTo(lsn("2/A1000000"));
        assertThat(WalSegment.named("00000001.history", SIZE)).isEmpty();
        assertThat(WalSegment.named("000000010000000000000001.partial", SIZE)).isEmpty();
    }

    @Test
    void aTimelineLeadsOnWhereTheOneBeforeWasLeft() {
        var history = TimelineHistory.of(3, "1\t0/5000148\tno recovery target specified\n\n2\t0/8000000\tbefore 2026-01-01 00:00:00+00\n");

        assertThat(history.path()).containsExactly(1, 2, 3);
        assertThat(history.after(segment("000000010000000000000003")).name()).isEqualTo("000000010000000000000004");
        assertThat(history.after(segment("000000010000000000000004")).name()).isEqualTo("000000020000000000000005");
        assertThat(history.after(segment("000000020000000000000007")).name()).isEqualTo("000000030000000000000008");
        // Archived before it was left in the middle of it, and beyond.
        assertThat(history.after(segment("000000010000000000000005")).name()).isEqualTo("000000020000000000000005");
        assertThat(history.at(lsn("0/5000147"))).isEqualTo(1);
        assertThat(history.at(lsn("0/5000148"))).isEqualTo(2);
        assertThat(history.at(lsn("0/9000000"))).isEqualTo(3);
    }

    @Test
    void archivingGoesOnWhereTheArchiveEnds() {
        var history = TimelineHistory.of(2, "1\t0/5000148\tno recovery target specified\n");

        assertThat(WalPosition.next(history, archived())).isNull();
        assertThat(WalPosition.next(history, archived("000000010000000000000003"))).isEqualTo(segment("000000010000000000000004"));
        assertThat(WalPosition.next(history, archived("000000010000000000000003", "000000010000000000000009"))).as("what was left behind does not count")
                .isEqualTo(segment("000000010000000000000004"));
        assertThat(WalPosition.next(history, archived("000000010000000000000004", "000000020000000000000006"))).isEqualTo(segment("000000020000000000000007"));
        assertThat(WalPosition.next(history, archived("000000030000000000000004"))).as("of a timeline that is none of its own").isNull();
    }

    @Test
    void whatIsNoHistoryIsRefused() {
        assertThatThrownBy(() -> TimelineHistory.of(2, "1 5000148")).isInstanceOf(BackupException.class).hasMessageContaining("timeline 2");
    }

    private static TreeSet<WalSegment> archived(String... names) {
        return new TreeSet<>(List.of(names).stream().map(WalNamesTest::segment).toList());
    }
}
