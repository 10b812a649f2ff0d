package io.nija.vault.credentials.ui;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.SortDirection;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** A person with 200 keys, which lie in the index only: the list asks nothing else. */
class ManyKeysTest extends ViewTest {

    private static final UserId MANDY = new UserId("mandy.of-200.keys");

    private enum Order {

        BROKER("Broker", k -> k.id().broker().value()), VERSION("Version", CredentialSummary::version),
        AGE("Age", k -> -k.createdAt().toEpochMilli()), ROTATED("Last rotated", CredentialSummary::lastWrite),
        EXPIRES("Expires", k -> k.description().expiresOn() == null ? LocalDate.MAX : k.description().expiresOn());

        private final String column;
        private final Function<CredentialSummary, Comparable<?>> by;

        Order(String column, Function<CredentialSummary, Comparable<?>> by) {
            this.column = column;
            this.by = by;
        }
    }

    @Autowired
    JdbcTemplate sql;
    @Autowired
    BrokerCatalogue brokers;

    @BeforeEach
    void fillTheIndex() {
        var all = brokers.all();
        var now = Instant.now();
        IntStream.range(0, 200).forEach(i -> {
            int mixed = i * 73 % 200;
            var broker = all.get(i % all.size()).id().value();
            sql.update("insert into credential values (?, ?, ?, ?, null, ?, 'ACTIVE', ?, ?, ?, null, ?)", MANDY.value(), broker + "--n" + i,
                    broker, "Label " + i, "h" + i, 1 + mixed, Timestamp.from(now.minus(Duration.ofDays(400 - mixed))),
                    Timestamp.from(now.minus(Duration.ofHours(mixed))), i % 3 == 0 ? null : Date.valueOf(LocalDate.now(ZoneOffset.UTC).plusDays(mixed - 20)));
        });
        openAs(() -> people.pretend(MANDY, "user"));
        visit("keys");
    }

    @AfterEach
    void emptyTheIndex() {
        sql.update("delete from credential where owner = ?", MANDY.value());
    }

    @Test
    void areAllThere() {
        assertThat(test(find(KeyGrid.class).single()).size()).isEqualTo(200);
        assertThat(page()).contains("200 keys at " + brokers.all().size() + " brokers");
    }

    @Test
    void areFoundByOneWord() {
        test(find(TextField.class).single()).setValue("label 17");

        assertThat(rows()).extracting(k -> k.description().label())
                .containsExactlyInAnyOrder("Label 17", "Label 170", "Label 171", "Label 172", "Label 173", "Label 174", "Label 175",
                        "Label 176", "Label 177", "Label 178", "Label 179");
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings({ "unchecked", "rawtypes" })
    void areSortedByEachColumnInBothDirections(Order order) {
        var grid = test(find(KeyGrid.class).single());
        int column = IntStream.range(0, 7).filter(c -> grid.getHeaderCell(c).equals(order.column)).findFirst().orElseThrow();

        grid.sortByColumn(column, SortDirection.ASCENDING);
        var ascending = rows();
        assertThat(ascending).extracting(order.by::apply).isSortedAccordingTo((Comparator) Comparator.naturalOrder());
        grid.sortByColumn(column, SortDirection.DESCENDING);
        assertThat(rows()).extracting(order.by::apply).isSortedAccordingTo((Comparator) Comparator.reverseOrder());
        assertThat(ascending).hasSize(200);
    }

    @Test
    void areSortedByStatusTheMostUrgentTogether() {
        var grid = test(find(KeyGrid.class).single());
        int column = IntStream.range(0, 7).filter(c -> grid.getHeaderCell(c).equals("Status")).findFirst().orElseThrow();

        grid.sortByColumn(column, SortDirection.ASCENDING);

        var today = LocalDate.now(ZoneOffset.UTC);
        var rank = (Function<CredentialSummary, Integer>) k -> k.expired(today) ? 0 : k.expiresSoon(today)
                ? 1 + (int) (k.description().expiresOn().toEpochDay() - today.toEpochDay()) : 100;
        assertThat(rows()).extracting(rank::apply).isSorted();
    }

    private List<CredentialSummary> rows() {
        return find(KeyGrid.class).single().getGenericDataView().getItems().toList();
    }
}
