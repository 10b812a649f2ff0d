package io.nija.vault.audit.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.nija.vault.audit.AuditCursor;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a search by their place in the list, although the database only finds what comes after an operation:
 * it is remembered where each page ended. Of the pages themselves only the latest few are, however far one scrolls.
 */
final class OperationPages {

    static final int SIZE = 100;
    private static final int REMEMBERED = 10;

    private final AuditSearch search;
    private final AuditFilter filter;
    private @Nullable List<Operation> first;
    private final List<AuditCursor> ends = new ArrayList<>();
    private final Map<Integer, List<Operation>> pages = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, List<Operation>> eldest) {
            return size() > REMEMBERED;
        }
    };

    OperationPages(AuditSearch search, AuditFilter filter) {
        this.search = search;
        this.filter = filter;
    }

    /** Fewer than asked for at the end of the list only. */
    Stream<Operation> rows(int offset, int limit) {
        var rows = new ArrayList<Operation>();
        for (int number = offset / SIZE; rows.size() < limit; number++) {
            var page = page(number);
            var from = Math.min(number == offset / SIZE ? offset % SIZE : 0, page.size());
            rows.addAll(page.subList(from, Math.min(page.size(), from + limit - rows.size())));
            if (page.size() < SIZE) {
                break;
            }
        }
        return rows.stream();
    }

    private List<Operation> page(int number) {
        var known = pages.get(number);
        if (known != null) {
            return known;
        }
        while (ends.size() < number) {
            if (read(ends.size()).size() < SIZE) {
                return List.of();
            }
        }
        return read(number);
    }

    private List<Operation> read(int number) {
        var page = search.page(filter, number == 0 ? null : ends.get(number - 1), SIZE);
        pages.put(number, page);
        if (number == 0) {
            first = page;
        }
        if (ends.size() == number && !page.isEmpty()) {
            ends.add(page.getLast().cursor());
        }
        return page;
    }

    /** What the list begins with. */
    List<Operation> first() {
        return first == null ? page(0) : first;
    }
}
