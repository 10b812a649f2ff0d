package io.nija.vault.e2e;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** That the records are complete and unaltered is looked at by an admin, and by nobody else; what is wrong is named and leads on. */
@EndToEnd
class AuditProofIT {

    TestKey key = TestKey.named("proven" + TestKey.random(6).toLowerCase());

    private final String row = "from audit_path p where p.id = o.path_id and p.path = 'secret/data/users/alice/" + key.id() + "'";

    static Connection database(ConsoleProcess console) throws SQLException {
        var settings = console.properties("settings.properties");
        return DriverManager.getConnection(settings.getProperty("spring.datasource.url"), settings.getProperty("spring.datasource.username"),
                settings.getProperty("spring.datasource.password"));
    }

    private static void alter(ConsoleProcess console, String sql) {
        try (var connection = database(console); var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has whoever reads the lines wait meanwhile. */
    private static void whileLinesCannotBeRead(ConsoleProcess console, Runnable doing) {
        try (var connection = database(console); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table audit_block in access exclusive mode");
            doing.run();
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Locator panel(Visitor visitor) {
        return visitor.page().locator("section.panel").filter(new Locator.FilterOptions().setHas(
                visitor.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("local"))));
    }

    private static Locator drawer(Visitor visitor) {
        return visitor.page().getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("Operation").setExact(true));
    }

    @Test
    void anOperationIsVerifiedAndWhatSomebodyAlteredOfItIsNamed(Visits visits, ConsoleProcess console) {
        visits.signIn("alice").addKey(key);
        var ada = visits.signIn("ada");
        var page = ada.page();
        ada.open("audit?range=1h&owner=alice&kind=values&key=" + key.id());
        page.locator("vaadin-grid-cell-content:visible", new Page.LocatorOptions().setHasText("wrote " + key.id())).first().click();

        ada.button("Verify the record of this operation").click();

        assertThat(page).hasURL(Pattern.compile(".*/audit/integrity\\?.*"));
        assertThat(ada.button("Verify local")).isFocused();
        whileLinesCannotBeRead(console, () -> {
            page.keyboard().press("Enter");
            assertThat(panel(ada).locator(".integrity-progress")).isVisible();
        });
        assertThat(panel(ada)).containsText("Unaltered");
        assertThat(panel(ada)).containsText(Pattern.compile("All [\\d,]+ lines are as they were read, .* and so do the log files\\."));

        alter(console, "update audit_operation o set version = version + 41 " + row + " and version is not null");
        try {
            ada.button("Verify local").click();
            assertThat(panel(ada)).containsText("Not as it was read");
            Barriers.assertNone(ada.page(), "The proof");
            assertThat(panel(ada)).containsText(Pattern.compile("Line [\\d,]+ .*The operation of this line is not as the line has it: version"));
        } finally {
            alter(console, "update audit_operation o set version = version - 41 " + row + " and version > 41");
        }
        ada.link("Show this operation").click();
        assertThat(drawer(ada)).containsText("secret/data/users/alice/" + key.id());
    }

    @Test
    void everyCallIsCountedAndOneWithoutARecordIsNamed(Visits visits, ConsoleProcess console) {
        visits.signIn("alice").addKey(key);
        RestClient.create().post().uri(console.url() + "v1/credentials/retrieve").contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(DemoToken.of("alice", console)))
                .body(Map.of("user_id", "alice", "broker", key.id())).retrieve().toBodilessEntity();
        var ada = visits.signIn("ada");
        ada.open("audit/coverage");
        assertThat(figure(ada, "on record")).hasText("100 %");
        assertThat(figure(ada, "matched")).hasText(Pattern.compile("[1-9][\\d,]*"));
        assertThat(figure(ada, "missing")).hasText("0");
        assertThat(figure(ada, "pending")).hasText(Pattern.compile("[\\d,]+"));

        alter(console, "insert into audit_caller (name, sent, due, seen, last_seen) values ('" + key.name() + "', 3, 3, '{[1,2),[3,4)}', now() - interval '1 hour')");
        alter(console, "insert into audit_gap (caller_id, number, at, operation, path) select id, 2, now(), 'GET', '/v1/lost/" + key.name()
                + "' from audit_caller where name = '" + key.name() + "'");
        try {
            ada.open("audit/coverage");
            assertThat(ada.page().getByText("GET /v1/lost/" + key.name())).isVisible();
            assertThat(figure(ada, "missing")).hasText("1");
            Barriers.assertNone(ada.page(), "The proof");
            assertThat(figure(ada, "on record")).hasText(Pattern.compile("9\\d(\\.\\d+)? %"));
            ada.link("Search around it").click();
            assertThat(ada.page()).hasURL(Pattern.compile(".*/audit\\?from=.*&to=.*"));
            assertThat(ada.page().locator("vaadin-grid-cell-content:visible", new Page.LocatorOptions().setHasText("alice")).first()).isVisible();
        } finally {
            alter(console, "delete from audit_gap where path = '/v1/lost/" + key.name() + "'");
            alter(console, "delete from audit_caller where name = '" + key.name() + "'");
        }
    }

    private static Locator figure(Visitor visitor, String label) {
        return visitor.page().locator(".figure").filter(new Locator.FilterOptions().setHas(
                visitor.page().getByText(label, new Page.GetByTextOptions().setExact(true)))).locator(".figure-value");
    }

    @Test
    void nobodyButAdminsGetsThere(Visits visits) {
        for (var person : List.of("alice", "sam")) {
            var visitor = visits.signIn(person);
            for (var view : List.of("audit/integrity", "audit/coverage")) {
                visitor.open(view);
                assertThat(visitor.page().getByText("This is not for your role")).isVisible();
            }
        }
    }
}
