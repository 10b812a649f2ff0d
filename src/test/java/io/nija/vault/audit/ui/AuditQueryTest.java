package io.nija.vault.audit.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.vaadin.flow.router.QueryParameters;
import io.nija.vault.audit.AuditCursor;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AuditQueryTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00.123456789Z");

    @Test
    void anAddressHoldsTheWholeSearch() {
        var query = new AuditQuery(new TimeRange.Between(NOW.minusSeconds(60), NOW), Map.of(Field.USER, "Zoë & co=1", Field.OWNER, "bob", Field.KEY, "kraken--main",
                Field.BROKER, "kraken", Field.OPERATION, "read", Field.KIND, "SIGN_IN", Field.OUTCOME, "NOT_FOUND", Field.ADDRESS, "::1", Field.TEXT, "50% +"));
        var open = new AuditCursor(Instant.parse("2026-11-24T11:59:30.000001Z"), 4711);

        var address = AuditQuery.parse(QueryParameters.fromString(query.address(open).getQueryString()));

        assertThat(address.query()).isEqualTo(query);
        assertThat(address.open()).isEqualTo(open);
        assertThat(address.ignored()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aSpanThatMovesStaysOne(TimeRange.Last last) {
        var address = AuditQuery.parse(AuditQuery.START.over(last).address(null));

        assertThat(address.query().range()).isEqualTo(last);
        var filter = address.query().filter(NOW);
        assertThat(filter.to()).isEqualTo(Instant.parse("2026-11-24T12:00:00.123456Z"));
        assertThat(Duration.between(filter.from(), filter.to())).isBetween(Duration.ofMinutes(15), Duration.ofDays(30));
    }

    @ParameterizedTest
    @ValueSource(strings = { "range=1y", "kind=none", "outcome=", "user=%00", "no-such=1", "open=yesterday", "open=2026-11-24T11:59:30Z_x",
            "from=2026-11-24T11:59:30Z", "from=2026-11-24T11:59:30Z&to=2026-11-24T11:59:30Z", "from=-1000000000-01-01T00:00:00Z&to=2026-11-24T11:59:30Z" })
    void whatMeansNothingIsLeftOutAndSaid(String parameters) {
        var address = AuditQuery.parse(QueryParameters.fromString(parameters + "&address=10.0.0.1"));

        assertThat(address.query()).isEqualTo(AuditQuery.START.with(Field.ADDRESS, "10.0.0.1"));
        assertThat(address.open()).isNull();
        assertThat(address.ignored()).contains(parameters.split("=")[0]);
    }

    @Test
    void aFilterHasAllThatIsAskedFor() {
        var filter = AuditQuery.parse(QueryParameters.fromString("outcome=not-found&kind=sign-in&node=n1&request=r&role=admin&text=x&operation=list")).query().filter(NOW);

        assertThat(filter.outcome()).isEqualTo(OperationOutcome.NOT_FOUND);
        assertThat(filter.kind()).isEqualTo(OperationKind.SIGN_IN);
        assertThat(filter).extracting("source", "requestId", "role", "text", "operation", "user").containsExactly("n1", "r", "admin", "x", "list", null);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '|', nullValues = "-", textBlock = """
            kraken,                               kraken,          -,     -
            user:alice,                           -,               alice, -
            |user:"Zoë of  it" secret/data|,      secret/data,     |Zoë of  it|, -
            a user:alice  b,                      a b,             alice, -
            outcome:denied USER:bob,              -,               bob,   DENIED
            outcome:none,                         outcome:none,    -,     -
            sys/x:y,                              sys/x:y,         -,     -
            unknown:1,                            unknown:1,       -,     -
            """)
    void whatIsTypedBecomesFilters(String typed, String text, String user, String outcome) {
        var fields = SearchText.into(AuditQuery.START, typed).fields();

        assertThat(fields.get(Field.TEXT)).isEqualTo(text);
        assertThat(fields.get(Field.USER)).isEqualTo(user);
        assertThat(fields.get(Field.OUTCOME)).isEqualTo(outcome);
    }

    @Test
    void zoomingOutKeepsTheMiddleAndNeverLooksAhead() {
        var past = new TimeRange.Between(NOW.minusSeconds(600), NOW.minusSeconds(500));

        assertThat(past.wider(NOW)).isEqualTo(new TimeRange.Between(NOW.minusSeconds(700), NOW.minusSeconds(400)));
        assertThat(new TimeRange.Between(NOW.minusSeconds(600), NOW.minusSeconds(1)).wider(NOW)).isEqualTo(new TimeRange.Between(NOW.minusSeconds(1199), NOW));
    }
}
