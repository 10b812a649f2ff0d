package io.nija.vault.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.nija.vault.requests.RequestFilter;
import io.nija.vault.requests.RequestFilter.Queue;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestPage;
import io.nija.vault.requests.Requests;
import io.nija.vault.requests.Urgency;
import org.jspecify.annotations.Nullable;

/** Reads the queue in every way that the view can ask for, as somebody of support. */
final class QueueReader {

    private static final int PAGE = 50;
    private static final int LONG_PAGE = 500;

    /** Of owners and reasons: frequent, some, few, one, none, and the number of a request. */
    private static final List<String> TEXTS = List.of("", "user-", "phone", "user-77", "ticket 5", "user-7919", "kraken--main", "nothing like it", "#4711");
    private static final List<@Nullable Urgency> URGENCIES = listOf(null, Urgency.URGENT, Urgency.LOW);
    private static final List<@Nullable RequestKind> KINDS = listOf(null, RequestKind.ROTATION, RequestKind.DESTRUCTION, RequestKind.BULK_ROTATION);
    private static final List<@Nullable String> BROKERS = listOf(null, "kraken", "alpaca", "gemini");

    /** @param kinds how many filters at how many depths; @param slowest which of them */
    record Pages(int measured, int kinds, double p50, double p95, double p99, double slowestP95, String slowest) {
    }

    private final Requests requests;
    private final int repetitions;

    QueueReader(Requests requests, int repetitions) {
        this.requests = requests;
        this.repetitions = repetitions;
        SignedIn.asSupport(FilledQueue.CLAIMER);
    }

    @SafeVarargs
    private static <T> List<@Nullable T> listOf(@Nullable T... values) {
        return new ArrayList<>(Arrays.asList(values));
    }

    Pages pages() {
        var places = places();
        Progress.say("%d kinds of pages are measured", places.size());
        var all = new ArrayList<Double>();
        double slowest = 0;
        var slowestName = "";
        for (var place : places.entrySet()) {
            var times = times(place.getValue());
            all.addAll(times);
            double p95 = AuditSearches.percentile(times, 95);
            if (p95 > slowest) {
                slowest = p95;
                slowestName = place.getKey();
            }
        }
        return new Pages(all.size(), places.size(), AuditSearches.percentile(all, 50), AuditSearches.percentile(all, 95), AuditSearches.percentile(all, 99), slowest,
                slowestName);
    }

    private Map<String, Supplier<?>> places() {
        var places = new LinkedHashMap<String, Supplier<?>>();
        for (var queue : Queue.values()) {
            for (var text : TEXTS) {
                for (var urgency : URGENCIES) {
                    for (var kind : KINDS) {
                        for (var broker : BROKERS) {
                            int narrowed = (text.isEmpty() ? 0 : 1) + (urgency == null ? 0 : 1) + (kind == null ? 0 : 1) + (broker == null ? 0 : 1);
                            if (narrowed <= 2) {
                                add(places, new RequestFilter(queue, text, urgency, kind, broker), narrowed < 2);
                            }
                        }
                    }
                }
            }
        }
        return places;
    }

    /** @param deep whether pages in the middle and at the end are measured too */
    private void add(Map<String, Supplier<?>> places, RequestFilter filter, boolean deep) {
        places.put(filter.toString(), () -> requests.page(filter, null, PAGE));
        if (deep) {
            var ways = new ArrayList<String>();
            RequestPage page = null;
            do {
                page = requests.page(filter, page == null ? null : page.next(), LONG_PAGE);
                if (page.next() != null) {
                    ways.add(page.next());
                }
            } while (page.next() != null);
            if (!ways.isEmpty()) {
                var middle = ways.get(ways.size() / 2);
                var end = ways.getLast();
                places.put(filter + " in the middle", () -> requests.page(filter, middle, PAGE));
                places.put(filter + " at the end", () -> requests.page(filter, end, PAGE));
            }
        }
    }

    /** @return p95 in milliseconds; so does the other */
    double counts() {
        return AuditSearches.percentile(times(requests::counts), 95);
    }

    double details(List<Long> ids) {
        return AuditSearches.percentile(ids.stream().map(id -> {
            long start = System.nanoTime();
            requests.find(id).orElseThrow();
            return (System.nanoTime() - start) / 1e6;
        }).toList(), 95);
    }

    /** After one that does not count. */
    private List<Double> times(Supplier<?> what) {
        what.get();
        var times = new ArrayList<Double>();
        for (int i = 0; i < repetitions; i++) {
            long start = System.nanoTime();
            what.get();
            times.add((System.nanoTime() - start) / 1e6);
        }
        return times;
    }
}
