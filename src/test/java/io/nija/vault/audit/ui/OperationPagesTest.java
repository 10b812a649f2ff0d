package io.nija.vault.audit.ui;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.nija.vault.audit.AuditCursor;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.nullable;
import static org.mockito.Mockito.when;

class OperationPagesTest {

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 99, 100, 101, 1000, 2345 })
    void everyPartOfTheListIsFoundInAnyOrder(int size) {
        var all = IntStream.range(0, size).mapToObj(OperationPagesTest::operation).toList();
        var pages = new OperationPages(search(all, new AtomicInteger()), AuditFilter.between(Instant.EPOCH, Instant.now()));
        var random = new Random(1);

        for (int i = 0; i < 200; i++) {
            int offset = random.nextInt(size + 50);
            int limit = 1 + random.nextInt(250);
            assertThat(pages.rows(offset, limit)).as(offset + " " + limit)
                    .isEqualTo(all.subList(Math.min(offset, size), Math.min(offset + limit, size)));
        }
        assertThat(pages.rows(0, Integer.MAX_VALUE)).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(ints = { 100, 900 })
    void scrollingReadsEachPageOnce(int size) {
        var reads = new AtomicInteger();
        var all = IntStream.range(0, size).mapToObj(OperationPagesTest::operation).toList();
        var pages = new OperationPages(search(all, reads), AuditFilter.between(Instant.EPOCH, Instant.now()));

        for (int offset = 0; offset <= size; offset += 50) {
            pages.rows(offset, 50);
        }

        assertThat(reads).hasValue(size / OperationPages.SIZE + 1);
    }

    private static AuditSearch search(List<Operation> all, AtomicInteger reads) {
        var search = Mockito.mock(AuditSearch.class);
        when(search.page(any(), nullable(AuditCursor.class), anyInt())).thenAnswer(call -> {
            reads.incrementAndGet();
            AuditCursor after = call.getArgument(1);
            return all.stream().filter(o -> after == null || o.id() < after.id()).limit(call.<Integer>getArgument(2)).toList();
        });
        return search;
    }

    private static Operation operation(int number) {
        var sample = OperationTextTest.operation("alice", "read", "secret/data/users/alice/kraken", "kv", "alice", "kraken", 1);
        return new Operation(1_000_000 - number, sample.at().minusSeconds(number), sample.source(), sample.user(), sample.role(), sample.policies(),
                sample.operation(), sample.kind(), sample.outcome(), sample.path(), sample.owner(), sample.key(), sample.broker(), sample.address(),
                null, null, null, null, null);
    }
}
