package io.nija.vault.audit.search;

import java.util.List;

import io.nija.vault.audit.AuditChain;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The chains as their readers have left them at the latest commit. */
@Service
class DatabaseChain implements AuditChain {

    private final JdbcClient database;

    DatabaseChain(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<Head> heads() {
        return database.sql("select name as source, lines, encode(head, 'hex') as head from audit_source where lines > 0 order by name").query(Head.class).list();
    }
}
