package io.nija.vault.audit.ingest;

import java.util.List;

import io.nija.vault.audit.lines.OperationId;

/** Rows of operations for COPY. */
final class OperationCopy {

    static final String COPY = """
            copy audit_operation (at, id, class_id, user_id, address_id, path_id, error_id, version, duration, response, vault_request,
            request_id) from stdin (format binary)""";
    private static final int COLUMNS = 12;
    private static final int LONGEST_REQUEST_ID = 64;
    private static final int LONGEST_ROW = 2 + COLUMNS * 4 + 2 * 8 + 8 * 4 + 16 + 4 * LONGEST_REQUEST_ID;

    private OperationCopy() {
    }

    /** @param rows that have their numbers */
    static byte[] format(List<OperationRow> rows, int source) {
        var copy = new CopyFormat(rows.size() * LONGEST_ROW);
        for (var row : rows) {
            var entry = row.entry();
            var numbers = row.numbers();
            var requestId = entry.requestId();
            copy.row(COLUMNS).time(row.at()).bigint(OperationId.of(source, row.line())).integer(numbers.classId()).integer(numbers.user())
                    .integer(numbers.address()).integer(numbers.path()).integer(numbers.error()).integer(entry.version())
                    .integer(row.duration()).integer(row.response()).uuid(entry.vaultRequest())
                    .text(requestId == null ? null : Names.clean(requestId, LONGEST_REQUEST_ID));
        }
        return copy.bytes();
    }
}
