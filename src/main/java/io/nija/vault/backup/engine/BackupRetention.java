package io.nija.vault.backup.engine;

import java.io.IOException;
import java.time.Instant;
import java.util.EnumMap;

import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.BackupState;
import io.nija.vault.backup.archive.ArchiveRemover;
import io.nija.vault.backup.settings.BackupProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes backups whose time is over, but for the newest good ones of each kind, those that somebody reads, and those of which it is not
 * known yet whether they are good.
 */
@Component
class BackupRetention {

    private static final Logger log = LoggerFactory.getLogger(BackupRetention.class);

    private final BackupProperties properties;
    private final BackupRows rows;

    BackupRetention(BackupProperties properties, BackupRows rows) {
        this.properties = properties;
        this.rows = rows;
    }

    void removeOld(ArchiveRemover remover) throws IOException {
        var before = Instant.now().minus(properties.keep());
        var good = new EnumMap<BackupKind, Integer>(BackupKind.class);
        // Newest first.
        for (var backup : rows.in(BackupState.GOOD, BackupState.DAMAGED)) {
            boolean spared = backup.state() == BackupState.GOOD && good.merge(backup.kind(), 1, Integer::sum) <= properties.keepAtLeast();
            if (spared || !backup.began().isBefore(before)) {
                continue;
            }
            if (remover.remove(backup.name())) {
                rows.become(backup.name(), backup.state(), BackupState.REMOVED, null);
                log.info("The backup {} is removed, as it is older than {} days", backup.name(), properties.keep().toDays());
            } else {
                log.info("The backup {} stays for now, as somebody reads it", backup.name());
            }
        }
    }
}
