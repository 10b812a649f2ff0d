package io.nija.vault.audit;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.awaitility.Awaitility.await;

/** What the console has put on record itself, as the search has it. */
public final class OwnRecords {

    private static final String FOUND = """
            select c.operation, c.kind, c.outcome, c.role, u.name as "user", p.owner, p.key, o.version, a.name as address, o.request_id, o.at, e.text as error
            from audit_operation o join audit_class c on c.id = o.class_id join audit_source s on s.id = c.source_id
            join audit_user u on u.id = o.user_id join audit_address a on a.id = o.address_id join audit_path p on p.id = o.path_id
            left join audit_error e on e.id = o.error_id
            where s.name = 'console' and %s = ? order by o.id""";

    private OwnRecords() {
    }

    /** Those about a person's keys. Returns when none of them is on its way any more. */
    public static List<Map<String, Object>> ofOwner(JdbcTemplate sql, String owner) {
        awaitTaken(sql, "owner", owner);
        return sql.queryForList(FOUND.formatted("p.owner"), owner);
    }

    /** Those of a request. */
    public static List<Map<String, Object>> ofRequest(JdbcTemplate sql, String requestId) {
        awaitTaken(sql, "request_id", requestId);
        return sql.queryForList(FOUND.formatted("o.request_id"), requestId);
    }

    private static void awaitTaken(JdbcTemplate sql, String column, String value) {
        await().atMost(Duration.ofSeconds(30)).until(() -> sql.queryForObject("select count(*) from access_record where " + column + " = ?",
                Long.class, value) == 0);
    }
}
