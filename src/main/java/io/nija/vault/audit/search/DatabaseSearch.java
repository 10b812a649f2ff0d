package io.nija.vault.audit.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import io.nija.vault.audit.AuditCursor;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.AuditSourceStatus;
import io.nija.vault.audit.AuditSummary;
import io.nija.vault.audit.Operation;
import io.nija.vault.audit.OperationDetail;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.audit.lines.StoredLines;
import io.nija.vault.audit.search.ClassIndex.ClassRow;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Service;

/** Searches in PostgreSQL: see src/docs/decisions/how-an-operation-is-found.md. */
@Service
class DatabaseSearch implements AuditSearch {

    private static final int ALL_AT_ONCE = 1000;

    /** What is frequent fills a page from the latest hours; only what is rare is looked for in all the time. */
    private static final Duration LATEST = Duration.ofDays(1);
    private static final int LONGER = 4;

    private static final String PAGE = """
            with place as materialized (%s)
            select o.id, o.at, s.name as source, u.name as "user", c.role, c.policies, c.operation, c.kind, c.outcome, p.path, p.owner, p.key,
                c.broker, a.name as address, e.text as error, o.version, o.duration, o.request_id, o.vault_request
            from place join audit_operation o on o.at = place.at and o.id = place.id
                join audit_class c on c.id = o.class_id
                join audit_source s on s.id = c.source_id
                join audit_user u on u.id = o.user_id
                join audit_address a on a.id = o.address_id
                join audit_path p on p.id = o.path_id
                left join audit_error e on e.id = o.error_id
            order by o.at desc, o.id desc
            """;

    private final NamedParameterJdbcTemplate database;
    private final Names names;
    private final Summaries summaries;
    private final StoredLines lines;

    DatabaseSearch(NamedParameterJdbcTemplate database, StoredLines lines) {
        this.database = new NamedParameterJdbcTemplate(new PlannedAnew(Objects.requireNonNull(database.getJdbcTemplate().getDataSource())));
        this.lines = lines;
        names = new Names(this.database);
        summaries = new Summaries(this.database);
    }

    @Override
    public List<Operation> page(AuditFilter filter, @Nullable AuditCursor after, int limit) {
        var classes = names.classes();
        var wanted = names.narrow(filter, classes);
        if (wanted.findsNothing()) {
            return List.of();
        }
        var conditions = new Conditions(wanted);
        var parameters = conditions.parameters();
        if (after != null) {
            parameters.addValue("cursorAt", Timestamp.from(after.at())).addValue("cursorId", after.id());
        }
        var sql = PAGE.formatted(new Places(conditions, wanted, classes.ids(row -> true), classes.ids(ClassRow::isWrong), after == null).sql());
        var found = new ArrayList<Operation>(limit);
        var to = after == null || after.at().isAfter(filter.to()) ? filter.to() : after.at().plusNanos(1000);
        var span = filter.requestId() == null ? LATEST : Duration.between(filter.from(), to);
        while (found.size() < limit && to.isAfter(filter.from())) {
            var from = to.minus(span).isAfter(filter.from()) ? to.minus(span) : filter.from();
            parameters.addValue("from", Timestamp.from(from)).addValue("to", Timestamp.from(to)).addValue("limit", limit - found.size());
            found.addAll(database.query(sql, parameters, (row, number) -> operation(row)));
            to = from;
            span = span.multipliedBy(LONGER);
        }
        return found;
    }

    private static Operation operation(ResultSet row) throws SQLException {
        var duration = row.getObject("duration", Integer.class);
        return new Operation(row.getLong("id"), row.getTimestamp("at").toInstant(), row.getString("source"), row.getString("user"),
                row.getString("role"), row.getString("policies"), row.getString("operation"), OperationKind.valueOf(row.getString("kind")),
                OperationOutcome.valueOf(row.getString("outcome")), row.getString("path"), row.getString("owner"), row.getString("key"),
                row.getString("broker"), row.getString("address"), row.getString("error"), row.getObject("version", Integer.class),
                duration == null ? null : Duration.ofNanos(duration * 1000L), row.getString("request_id"), row.getString("vault_request"));
    }

    @Override
    public AuditSummary summary(AuditFilter filter) {
        var classes = names.classes();
        return summaries.of(names.narrow(filter, classes), classes);
    }

    @Override
    public void all(AuditFilter filter, Consumer<Operation> taker) {
        List<Operation> page = page(filter, null, ALL_AT_ONCE);
        while (!page.isEmpty()) {
            page.forEach(taker);
            page = page.size() < ALL_AT_ONCE ? List.of() : page(filter, page.getLast().cursor(), ALL_AT_ONCE);
        }
    }

    @Override
    public Optional<OperationDetail> detail(AuditCursor place) {
        var parameters = new Conditions(new Narrowed(AuditFilter.between(place.at(), place.at().plusNanos(1000)), null, null, null, null, null))
                .parameters().addValue("id", place.id());
        var found = database.query(PAGE.formatted("select o.at, o.id from audit_operation o where o.at >= :from and o.at < :to and o.id = :id"),
                parameters, (row, number) -> operation(row));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var response = database.queryForList("select response from audit_operation o where o.at >= :from and o.at < :to and o.id = :id",
                parameters, Integer.class).getFirst();
        return Optional.of(new OperationDetail(found.getFirst(),
                response != null && response == 0 ? null : lines.line(place.id(), 0), response == null ? null : lines.line(place.id(), response)));
    }

    @Override
    public List<AuditSourceStatus> sources() {
        return new ArrayList<>(database.query("select id, name, lines, unreadable, read_at, behind, problem from audit_source order by name",
                (row, number) -> new AuditSourceStatus(row.getInt(1), row.getString(2), row.getLong(3), row.getLong(4),
                        row.getTimestamp(5) == null ? null : row.getTimestamp(5).toInstant(), row.getLong(6), row.getString(7))));
    }
}
