package io.nija.vault.alerts.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.Silence;
import io.nija.vault.alerts.tell.Message;
import org.jspecify.annotations.Nullable;

/** Where the alerts are kept: in the database, and in memory as long as that is away. */
interface Store {

    /** Those that are not resolved, also those that are none yet. */
    List<Alert> current();

    /** Does all of it or nothing. */
    void save(List<Change> changes, List<Checked> answers, Instant now);

    /** Those of which not all has been told that there is to tell. */
    List<Alert> untold();

    /** When each rule was last told of. */
    Map<String, Instant> lastTold();

    List<Silence> silences(Instant now);

    /** Notes that of these alerts all has been told by the message; null when nobody was to be told. */
    void told(String rule, List<Alert> alerts, @Nullable Message message, Instant now);
}
