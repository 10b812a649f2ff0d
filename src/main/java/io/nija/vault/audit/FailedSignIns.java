package io.nija.vault.audit;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Puts failed sign-ins on record. Anybody can make a sign-in fail, as often as they like, so of one address and of all
 * only so many a minute have a record each. The others are counted, and one record says how many they were and where from.
 */
@Component
class FailedSignIns {

    static final int OF_AN_ADDRESS = 10;
    static final int IN_ALL = 100;

    /** What is kept in memory must not grow with the number of addresses either. */
    private static final int COUNTED_ADDRESSES = 100;
    private static final int NAMED_ADDRESSES = 5;
    private static final String ELSEWHERE = "elsewhere";

    private final ConsoleRecords records;
    private final Map<String, Integer> recorded = new HashMap<>();
    private final Map<String, Integer> others = new HashMap<>();
    private int inAll;

    FailedSignIns(ConsoleRecords records) {
        this.records = records;
    }

    void record(ConsoleRecord failure) {
        if (hasRecordOfItsOwn(failure.address())) {
            records.done(failure);
        }
    }

    private synchronized boolean hasRecordOfItsOwn(String address) {
        if (inAll < IN_ALL && recorded.getOrDefault(address, 0) < OF_AN_ADDRESS) {
            inAll++;
            recorded.merge(address, 1, Integer::sum);
            return true;
        }
        others.merge(others.containsKey(address) || others.size() < COUNTED_ADDRESSES ? address : ELSEWHERE, 1, Integer::sum);
        return false;
    }

    /** Also when the console stops, so that only one that is killed forgets how many they were, in its last minute. */
    @Scheduled(fixedRate = 60_000)
    @PreDestroy
    void endOfMinute() {
        var summary = summary();
        if (summary != null) {
            records.done(summary);
        }
    }

    private synchronized @Nullable ConsoleRecord summary() {
        var summary = others.isEmpty() ? null : new ConsoleRecord(ConsoleAction.SIGN_IN, OperationOutcome.DENIED, Instant.now(), ConsoleRecord.NOBODY,
                ConsoleRecord.NOBODY, null, null, others.size() == 1 ? others.keySet().iterator().next() : ConsoleRecord.NOBODY, null, inWords());
        recorded.clear();
        others.clear();
        inAll = 0;
        return summary;
    }

    private String inWords() {
        var most = others.entrySet().stream().filter(entry -> !entry.getKey().equals(ELSEWHERE))
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .limit(NAMED_ADDRESSES).toList();
        int all = others.values().stream().mapToInt(Integer::intValue).sum();
        int rest = all - most.stream().mapToInt(Map.Entry::getValue).sum();
        return all + " more within a minute: " + most.stream().map(entry -> entry.getValue() + " from " + entry.getKey())
                .collect(Collectors.joining(", ")) + (rest == 0 ? "" : ", " + rest + " from " + ELSEWHERE);
    }
}
