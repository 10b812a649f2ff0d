package io.nija.vault.audit.search;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.nija.vault.audit.AuditCursor;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.AuditValues;
import io.nija.vault.audit.Operation;
import io.nija.vault.audit.ValueOccurrence;
import io.nija.vault.audit.lines.HashedValue;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Finds values by the index of their hashes' first bytes, and looks into the lines for the rest of the hash. */
@Service
class DatabaseValues implements AuditValues {

    /** A path that is busy has the value in most operations of the day, or in the first ones after it was changed. */
    private static final int LOOKED_AT = 10;

    private record Found(int pathId, String path, String field, LocalDate first, LocalDate last) {
    }

    private record Place(Instant at, long id) {
    }

    private final JdbcClient database;
    private final AuditSearch search;

    DatabaseValues(JdbcClient database, AuditSearch search) {
        this.database = database;
        this.search = search;
    }

    @Override
    public List<ValueOccurrence> find(String hash) {
        if (!HashedValue.isOne(hash)) {
            throw new IllegalArgumentException("This is no hash of Vault's");
        }
        return database.sql("""
                select v.path_id, p.path, f.name as field, (min(v.at) at time zone 'UTC')::date as first, (max(v.at) at time zone 'UTC')::date as last
                from audit_value v join audit_path p on p.id = v.path_id join audit_field f on f.id = v.field_id
                where v.hash = ? and p.path not like 'sys/audit-hash/%'
                group by v.path_id, p.path, f.name order by last desc, p.path, f.name limit ?""")
                .params(HashedValue.hash(hash), LIMIT).query(Found.class).list().stream()
                .map(found -> new ValueOccurrence(found.path, found.field, found.first, found.last, confirmed(found, hash)))
                .toList();
    }

    private @Nullable Operation confirmed(Found found, String hash) {
        var from = found.last.atStartOfDay(ZoneOffset.UTC).toInstant();
        var to = found.last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Stream.of("desc", "asc")
                .flatMap(order -> places(found.pathId, from, to, order))
                .map(place -> search.detail(new AuditCursor(place.at, place.id)).orElse(null))
                .filter(Objects::nonNull)
                .filter(detail -> (detail.request() + detail.response()).contains(hash))
                .map(detail -> detail.operation()).findFirst().orElse(null);
    }

    private Stream<Place> places(int path, Instant from, Instant to, String order) {
        return database.sql("""
                select at, id from audit_operation where path_id = ? and at >= ? and at < ? order by at %1$s, id %1$s limit ?""".formatted(order))
                .params(path, Timestamp.from(from), Timestamp.from(to), LOOKED_AT)
                .query((row, number) -> new Place(row.getTimestamp(1).toInstant(), row.getLong(2))).list().stream();
    }
}
