package io.nija.vault.audit.ui;

import java.util.List;

import io.nija.vault.base.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The searches that people have kept, each their own. Throws DataAccessException when the database does not answer. */
@Component
class SavedSearches {

    static final int LONGEST_NAME = 80;
    static final int LONGEST_QUERY = 4000;

    /** @param query as the address has it */
    record SavedSearch(String name, String query) {
    }

    private final JdbcClient database;

    SavedSearches(JdbcClient database) {
        this.database = database;
    }

    /** By name. */
    List<SavedSearch> of(UserId owner) {
        return database.sql("select name, query from audit_saved_search where owner = ? order by lower(name), name")
                .param(owner.value()).query(SavedSearch.class).list();
    }

    /** In place of what had that name before. */
    void save(UserId owner, SavedSearch search) {
        database.sql("""
                insert into audit_saved_search (owner, name, query) values (?, ?, ?)
                on conflict (owner, name) do update set query = excluded.query""")
                .params(owner.value(), search.name, search.query).update();
    }

    void delete(UserId owner, String name) {
        database.sql("delete from audit_saved_search where owner = ? and name = ?").params(owner.value(), name).update();
    }
}
