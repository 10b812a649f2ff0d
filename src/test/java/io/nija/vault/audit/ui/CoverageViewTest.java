package io.nija.vault.audit.ui;

import java.util.UUID;

import javax.sql.DataSource;

import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import io.nija.vault.vault.ConsoleVault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The view over calls that are on record and those that are not, on the stack's own audit log. */
class CoverageViewTest extends ViewTest {

    @Autowired
    ConsoleVault vault;
    @Autowired
    DataSource database;
    @Autowired
    JdbcTemplate sql;

    private final String caller = "console-" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);

    @Override
    protected UserId visitor() {
        return People.ADA_THE_ADMIN;
    }

    @AfterEach
    void forgetTheCaller() {
        sql.update("delete from audit_gap where caller_id in (select id from audit_caller where name = ?)", caller);
        sql.update("delete from audit_caller where name = ?", caller);
    }

    @Test
    void allThatIsOnRecordIsCounted() {
        vault.owners();

        visit("audit/coverage");

        assertThat(page()).contains("on record", "matched", "pending", "missing");
    }

    @Test
    void aCallWithoutARecordIsNamed() {
        sql.update("insert into audit_caller (name, sent, due, seen) values (?, 2, 2, '{[1,1]}')", caller);
        sql.update("""
                insert into audit_gap (caller_id, number, at, operation, path, request_id)
                select id, 2, now(), 'GET', '/v1/secret/data/users/alice/lost', 'r-lost' from audit_caller where name = ?""", caller);

        visit("audit/coverage");

        assertThat(page()).contains("Without a record").containsPattern("1 call of [\\d,]+ that should be on record by now is not");
        assertThat(find(GapGrid.class).single().getListDataView().getItems()).singleElement().satisfies(gap -> {
            assertThat(gap.path()).isEqualTo("/v1/secret/data/users/alice/lost");
            assertThat(gap.requestId()).isEqualTo("r-lost");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "alice", "sam" })
    void nobodyButAdminsSeesIt(String person) {
        openAs(() -> people.signIn(new UserId(person)));

        visit("audit/coverage");

        assertThat(getCurrentView()).isNotInstanceOf(CoverageView.class);
    }

    @Test
    void withoutTheDatabaseItSaysSoAndCanBeTriedAgain() throws Exception {
        try (var away = new IndexAway(database)) {
            visit("audit/coverage");
            assertThat(page()).contains("The database is not available");
        }

        click("Try again");
        assertThat(page()).contains("on record");
        assertThat(find(Banner.class).exists()).isFalse();
    }
}
