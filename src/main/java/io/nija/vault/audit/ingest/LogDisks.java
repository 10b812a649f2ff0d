package io.nija.vault.audit.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.nija.vault.audit.AuditDisks;
import org.springframework.stereotype.Service;

/** Asks the file systems that the logs are in. */
@Service
class LogDisks implements AuditDisks {

    private final AuditProperties properties;

    LogDisks(AuditProperties properties) {
        this.properties = properties;
    }

    @Override
    public List<Disk> disks() {
        return properties.logs().entrySet().stream().filter(log -> Files.exists(directory(log.getValue()))).map(LogDisks::disk).toList();
    }

    private static Disk disk(Map.Entry<String, Path> log) {
        try {
            var store = Files.getFileStore(directory(log.getValue()));
            return new Disk(log.getKey(), store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException e) {
            throw new UncheckedIOException("The disk of the audit log of " + log.getKey() + " cannot be asked", e);
        }
    }

    private static Path directory(Path log) {
        var parent = log.toAbsolutePath().getParent();
        return parent == null ? log : parent;
    }
}
