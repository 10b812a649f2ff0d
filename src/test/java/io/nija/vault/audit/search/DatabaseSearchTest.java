package io.nija.vault.audit.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;

import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditLines;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.AuditSummary;
import io.nija.vault.audit.AuditSummary.Bar;
import io.nija.vault.audit.AuditSummary.Count;
import io.nija.vault.audit.AuditSummary.Facet;
import io.nija.vault.audit.Operation;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.audit.ingest.CountedDays;
import io.nija.vault.audit.ingest.IngestedLog;
import io.nija.vault.testing.DevPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Every search finds what going through all operations one by one finds, in a real PostgreSQL. */
class DatabaseSearchTest {

    private static final Instant FROM = Instant.parse("2026-10-20T07:13:00Z");
    private static final Instant TO = Instant.parse("2026-11-19T05:00:00Z");
    private static final int OPERATIONS = 3000;

    static DevPostgres postgres;
    static AuditSearch search;
    static List<Operation> all;

    @BeforeAll
    static void ingest(@TempDir Path directory) throws Exception {
        postgres = DevPostgres.start();
        var random = new Random(7);
        var text = new StringBuilder();
        long seconds = Duration.between(FROM, TO).toSeconds();
        for (int i = 0; i < OPERATIONS; i++) {
            // A few users do the most, as in life.
            var user = "user-" + (int) (20 * Math.pow(random.nextDouble(), 3));
            var broker = List.of("kraken", "okx", "coinbase--main").get(random.nextInt(3));
            var operation = List.of("read", "read", "read", "update", "delete").get(random.nextInt(5));
            var at = FROM.plusSeconds(seconds * i / OPERATIONS).plusNanos(random.nextInt(1_000_000) * 1000L);
            var lines = AuditLines.of(user, operation, "secret/data/users/" + user + "/" + broker).at(at)
                    .from("10.0.0." + random.nextInt(5)).requestId("request-" + i);
            text.append(lines.request()).append('\n').append(random.nextInt(20) == 0 ? lines.refusal() : lines.response()).append('\n');
        }
        var log = Files.writeString(directory.resolve("audit.log"), text);
        IngestedLog.ingest(postgres.dataSource(), "node-1", log, 2L * OPERATIONS);
        CountedDays.count(postgres.dataSource());
        search = new DatabaseSearch(new NamedParameterJdbcTemplate(postgres.dataSource()), IngestedLog.lines(postgres.dataSource()));
        all = new ArrayList<>();
        search.all(AuditFilter.between(FROM, TO), all::add);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    /** Each field by itself and every pair of them, with values that there are, and with one that there is not. */
    static List<AuditFilter> filters() {
        var filters = new ArrayList<AuditFilter>();
        for (int first = 0; first < 11; first++) {
            filters.add(filter(first, first, false));
            filters.add(filter(first, first, true));
            for (int second = first + 1; second < 11; second++) {
                filters.add(filter(first, second, false));
            }
        }
        return filters;
    }

    private static AuditFilter filter(int a, int b, boolean absent) {
        Predicate<Integer> is = field -> field == a || field == b;
        return new AuditFilter(FROM, TO, is.test(0) ? absent ? "nobody" : "user-3" : null, is.test(1) ? absent ? "nobody" : "user-1" : null,
                is.test(2) ? absent ? "none" : "coinbase--main" : null, is.test(3) ? absent ? "none" : "kraken" : null, is.test(4) ? absent ? "list" : "delete" : null,
                is.test(5) ? absent ? OperationKind.SIGN_IN : OperationKind.VALUES : null,
                is.test(6) ? absent ? OperationOutcome.FAILED : OperationOutcome.DENIED : null, is.test(7) ? absent ? "admin" : "user-read" : null,
                is.test(8) ? absent ? "10.9.9.9" : "10.0.0.4" : null, is.test(9) ? absent ? "node-2" : "node-1" : null,
                is.test(10) ? absent ? "request-none" : "request-1234" : null, null);
    }

    private static boolean matches(Operation operation, AuditFilter filter) {
        return is(filter.user(), operation.user()) && is(filter.owner(), operation.owner()) && is(filter.key(), operation.key())
                && is(filter.broker(), operation.broker()) && is(filter.operation(), operation.operation()) && is(filter.kind(), operation.kind())
                && is(filter.outcome(), operation.outcome()) && is(filter.role(), operation.role()) && is(filter.address(), operation.address())
                && is(filter.source(), operation.source()) && is(filter.requestId(), operation.requestId())
                && (filter.text() == null || (operation.user() + " " + operation.path() + " " + operation.address() + " " + operation.error() + " "
                        + operation.role() + " " + operation.policies()).toLowerCase().contains(filter.text().toLowerCase()));
    }

    private static boolean is(@Nullable Object wanted, @Nullable Object is) {
        return wanted == null || Objects.equals(wanted, is);
    }

    private static List<Operation> expected(AuditFilter filter) {
        return all.stream().filter(operation -> matches(operation, filter)).toList();
    }

    private static List<Operation> found(AuditFilter filter) {
        var found = new ArrayList<Operation>();
        search.all(filter, found::add);
        return found;
    }

    @Test
    void allAreThereNewestFirst() {
        assertThat(all).hasSize(OPERATIONS).isSortedAccordingTo(Comparator.comparing(Operation::at).thenComparing(Operation::id).reversed())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aFilterFindsWhatItSays(AuditFilter filter) {
        assertThat(found(filter)).isEqualTo(expected(filter));
        assertThat(search.summary(filter).total()).isEqualTo(expected(filter).size());
    }

    @ParameterizedTest
    @ValueSource(strings = { "user-1", "USER-1", "kraken", "10.0.0.3", "denied", "-read", "no such text", "%", "_", "\\", "'", "user-7" })
    void textIsFoundWhereverItIs(String text) {
        var wide = new AuditFilter(FROM, TO, null, null, null, null, null, null, null, null, null, null, null, text);
        var narrow = new AuditFilter(FROM, TO, "user-1", null, null, "okx", null, null, null, null, null, null, null, text);

        assertThat(found(wide)).isEqualTo(expected(wide));
        assertThat(search.summary(wide).total()).isEqualTo(expected(wide).size());
        assertThat(found(narrow)).isEqualTo(expected(narrow));
    }

    @Test
    void pagesFollowOnEachOther() {
        var filter = filter(4, 4, false);
        var pages = new ArrayList<Operation>();
        List<Operation> page = search.page(filter, null, 7);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(7);
            pages.addAll(page);
            page = search.page(filter, page.getLast().cursor(), 7);
        }

        assertThat(pages).isEqualTo(expected(filter));
    }

    @Test
    void aSpanOfTimeIsOpenAtItsEnd() {
        var first = all.get(100);
        var last = all.get(50);

        assertThat(found(AuditFilter.between(first.at(), last.at()))).isEqualTo(all.subList(51, 101));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void barsAndFacetsAddUp(AuditFilter filter) {
        var summary = search.summary(filter);
        var expected = expected(filter);

        assertThat(summary.bars().stream().mapToLong(Bar::operations).sum()).isEqualTo(expected.size());
        assertThat(summary.bars().stream().mapToLong(Bar::wrong).sum())
                .isEqualTo(expected.stream().filter(operation -> operation.outcome() == OperationOutcome.DENIED).count());
        for (var bar : summary.bars()) {
            assertThat(bar.operations()).isEqualTo(expected.stream().filter(operation -> !operation.at().isBefore(bar.from())
                    && operation.at().isBefore(bar.from().plus(summary.step()))).count());
        }
        // With the broker left open, as if another one could be chosen.
        var open = new AuditFilter(filter.from(), filter.to(), filter.user(), filter.owner(), filter.key(), null, filter.operation(), filter.kind(),
                filter.outcome(), filter.role(), filter.address(), filter.source(), filter.requestId(), null);
        assertThat(summary.facets().getOrDefault(Facet.BROKER, List.of()).stream().mapToLong(Count::operations).sum()).isEqualTo(expected(open).size());
    }

    @Test
    void shortSpansHaveShortBars() {
        assertThat(search.summary(AuditFilter.between(TO.minus(1, ChronoUnit.HOURS), TO)).step()).isEqualTo(Duration.ofMinutes(1));
        assertThat(search.summary(AuditFilter.between(FROM, TO)).step()).isEqualTo(Duration.ofDays(1));
        assertThat(search.summary(AuditFilter.between(TO, TO))).extracting(AuditSummary::total).isEqualTo(0L);
    }

    @Test
    void anOperationHasItsLines() {
        for (var operation : List.of(all.getFirst(), all.get(OPERATIONS / 2), all.getLast())) {
            var detail = search.detail(operation.cursor()).orElseThrow();

            assertThat(detail.operation()).isEqualTo(operation);
            assertThat(detail.request()).contains("\"type\":\"request\"", operation.vaultRequest());
            assertThat(detail.response()).contains("\"type\":\"response\"", operation.vaultRequest());
        }
    }
}
