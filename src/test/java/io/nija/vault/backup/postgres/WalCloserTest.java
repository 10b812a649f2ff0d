package io.nija.vault.backup.postgres;

import java.sql.Connection;

import io.nija.vault.testing.InstalledPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is committed gets into a segment that is closed after it. */
class WalCloserTest {

    private InstalledPostgres server;
    private Connection sql;
    private WalCloser closer;

    @BeforeEach
    void start() throws Exception {
        server = InstalledPostgres.start(InstalledPostgres.DEBIAN);
        server.execute("create table note(id int primary key)");
        sql = server.superuser("app");
        closer = new WalCloser(sql);
    }

    @AfterEach
    void end() throws Exception {
        sql.close();
        server.close();
    }

    @Test
    void whenNothingIsCommittedNoSegmentIsClosedAndTimeGoesOn() throws Exception {
        var first = closer.close();

        var second = closer.close();

        assertThat(second.lsn()).isEqualTo(first.lsn());
        assertThat(second.time()).isAfter(first.time());
    }

    @Test
    void aTransactionThatHadBegunBeforeCounts() throws Exception {
        try (var slow = server.superuser("app")) {
            slow.setAutoCommit(false);
            slow.createStatement().execute("insert into note values (1)");
            var before = closer.close();
            assertThat(closer.close().lsn()).isEqualTo(before.lsn());

            slow.commit();

            assertThat(closer.close().lsn()).isGreaterThan(before.lsn());
        }
    }
}
