package io.nija.vault.audit.ingest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Requests whose response has not been read. Most come with the next lines; a server that was killed never writes them. */
final class OpenRequests {

    private static final int AT_MOST = 50_000;

    private final Map<UUID, OperationRow> rows = new LinkedHashMap<>() {

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, OperationRow> eldest) {
            return size() > AT_MOST;
        }
    };

    void add(UUID request, OperationRow row) {
        rows.put(request, row);
    }

    @Nullable OperationRow remove(UUID request) {
        return rows.remove(request);
    }
}
