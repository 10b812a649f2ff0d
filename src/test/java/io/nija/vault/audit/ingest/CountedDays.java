package io.nija.vault.audit.ingest;

import javax.sql.DataSource;

/** Counts past days at once, as a console does every few minutes. */
public final class CountedDays {

    private CountedDays() {
    }

    public static void count(DataSource database) {
        new DailyCounts(database).count();
    }
}
