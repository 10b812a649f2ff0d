package io.nija.vault.backup.engine;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import io.nija.vault.backup.Backup;
import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.settings.BackupProperties;
import org.springframework.stereotype.Component;

/** When the next backup of a kind is to be made. One whose time has passed, while no console ran, say, is due at once; so is the first. */
@Component
class Due {

    private final BackupProperties properties;
    private final BackupRows rows;

    Due(BackupProperties properties, BackupRows rows) {
        this.properties = properties;
        this.rows = rows;
    }

    /** @return empty for never */
    Optional<Instant> next(BackupKind kind) {
        var when = properties.when(kind);
        if (when == null) {
            return Optional.empty();
        }
        var good = rows.newest(kind, BackupState.GOOD).map(Backup::began).orElse(Instant.EPOCH);
        var next = Optional.ofNullable(when.next(good.atZone(ZoneOffset.UTC))).map(time -> time.toInstant());
        // What failed is tried again before its next time, and what somebody cancelled is not.
        return rows.newest(kind, BackupState.FAILED, BackupState.CANCELLED).filter(last -> last.began().isAfter(good)).map(last ->
                last.state() == BackupState.CANCELLED ? Optional.ofNullable(when.next(last.began().atZone(ZoneOffset.UTC))).map(time -> time.toInstant())
                        : next.map(time -> later(time, last.began().plus(properties.retry())))).orElse(next);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
