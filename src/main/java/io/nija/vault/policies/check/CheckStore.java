package io.nija.vault.policies.check;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;

import io.nija.vault.policies.ZeroKnowledgeResult;
import io.nija.vault.policies.ZeroKnowledgeResult.Finding;
import io.nija.vault.policies.ZeroKnowledgeResult.Holder;
import io.nija.vault.policies.ZeroKnowledgeResult.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How checks ended, in the database: a month of those that were kept, a year of the others. */
@Component
class CheckStore {

    private static final TypeReference<List<Holder>> HOLDERS = new TypeReference<>() {
    };
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {
    };

    private final JdbcClient database;
    private final JsonMapper json = JsonMapper.builder().build();

    CheckStore(JdbcClient database) {
        this.database = database;
    }

    void add(ZeroKnowledgeResult result) {
        database.sql("insert into zero_knowledge_check (at, outcome, occasion, problem, holders, findings) values (?, ?, ?, ?, ?::jsonb, ?::jsonb)")
                .params(Timestamp.from(result.at()), result.outcome().name(), result.occasion(), result.problem(), json.writeValueAsString(result.holders()),
                        json.writeValueAsString(result.findings()))
                .update();
        database.sql("delete from zero_knowledge_check where at < now() - interval '1 year' or at < now() - interval '30 days' and outcome = 'KEPT'").update();
    }

    Optional<ZeroKnowledgeResult> latest() {
        return database.sql("select * from zero_knowledge_check order by id desc limit 1").query((row, number) -> result(row)).optional();
    }

    List<ZeroKnowledgeResult> history(int limit) {
        return database.sql("select id, at, outcome, occasion, problem, '[]' as holders, findings from zero_knowledge_check order by id desc limit ?")
                .param(limit).query((row, number) -> result(row)).list();
    }

    private ZeroKnowledgeResult result(ResultSet row) throws SQLException {
        return new ZeroKnowledgeResult(row.getTimestamp("at").toInstant(), Outcome.valueOf(row.getString("outcome")), row.getString("occasion"),
                row.getString("problem"), json.readValue(row.getString("holders"), HOLDERS), json.readValue(row.getString("findings"), FINDINGS));
    }
}
