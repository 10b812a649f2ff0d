package io.nija.vault.audit.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.nija.vault.audit.AuditDisks;

/** The disks of logs, for tests outside this package. */
public final class Disks {

    private Disks() {
    }

    public static AuditDisks of(Map<String, Path> logs) {
        return new LogDisks(new AuditProperties(logs, Duration.ofMinutes(10)));
    }
}
