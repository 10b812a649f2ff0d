package io.nija.vault.alerts.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;

import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.Alert.Acknowledgement;
import io.nija.vault.alerts.Alert.Told;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.Silence;
import org.jspecify.annotations.Nullable;

/** Rows of the database as records. */
final class AlertRows {

    private AlertRows() {
    }

    static Alert alert(ResultSet row, int number) throws SQLException {
        var until = time(row, "acknowledged_until");
        return new Alert(row.getLong("id"), row.getString("rule"), row.getString("subject"), Severity.valueOf(row.getString("severity")),
                row.getString("text"), row.getString("address"), certain(row, "since"), time(row, "opened_at"), certain(row, "seen_at"),
                time(row, "resolved_at"), until == null ? null : new Acknowledgement(row.getString("acknowledged_by"), until),
                row.getBoolean("told") ? Told.NOW : row.getBoolean("told_once") ? Told.BEFORE : Told.NEVER);
    }

    static Silence silence(ResultSet row, int number) throws SQLException {
        return new Silence(row.getLong("id"), row.getString("rule"), row.getString("subject"), row.getString("reason"), row.getString("person"),
                certain(row, "from_at"), certain(row, "until_at"));
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    static Instant certain(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(time(row, column));
    }

    static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
