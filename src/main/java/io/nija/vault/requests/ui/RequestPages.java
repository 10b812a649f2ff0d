package io.nija.vault.requests.ui;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.nija.vault.requests.RequestFilter;
import io.nija.vault.requests.RequestPage;
import io.nija.vault.requests.RequestSummary;
import io.nija.vault.requests.Requests;

/**
 * The requests of a search by their place in the list, although the service only tells what comes after a request: it is remembered
 * where each page began. Of the pages themselves only the latest few are.
 */
final class RequestPages {

    static final int SIZE = 50;
    private static final int REMEMBERED = 8;

    private final Requests requests;
    private final RequestFilter filter;
    /** Where the page of each number begins, as far as one has scrolled; the first one begins at nothing. */
    private final List<String> beginnings = new ArrayList<>();
    private final Map<Integer, RequestPage> pages = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, RequestPage> eldest) {
            return size() > REMEMBERED;
        }
    };

    RequestPages(Requests requests, RequestFilter filter) {
        this.requests = requests;
        this.filter = filter;
    }

    /** Fewer than asked for at the end of the list only. */
    Stream<RequestSummary> rows(int offset, int limit) {
        var rows = new ArrayList<RequestSummary>();
        for (int number = offset / SIZE; rows.size() < limit; number++) {
            var page = page(number);
            int from = number == offset / SIZE ? Math.min(offset % SIZE, page.requests().size()) : 0;
            rows.addAll(page.requests().subList(from, Math.min(page.requests().size(), from + limit - rows.size())));
            if (page.next() == null) {
                break;
            }
        }
        return rows.stream();
    }

    boolean isEmpty() {
        return page(0).requests().isEmpty();
    }

    private RequestPage page(int number) {
        var known = pages.get(number);
        if (known != null) {
            return known;
        }
        while (beginnings.size() < number) {
            if (read(beginnings.size()).next() == null) {
                return new RequestPage(List.of(), null);
            }
        }
        return read(number);
    }

    private RequestPage read(int number) {
        var page = requests.page(filter, number == 0 ? null : beginnings.get(number - 1), SIZE);
        pages.put(number, page);
        if (beginnings.size() == number && page.next() != null) {
            beginnings.add(page.next());
        }
        return page;
    }
}
