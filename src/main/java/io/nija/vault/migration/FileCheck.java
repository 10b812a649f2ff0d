package io.nija.vault.migration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.nija.vault.base.BrokerId;

/**
 * What a look at the whole file has found.
 *
 * @param hash       of the file's content
 * @param brokers    how many keys there are for each
 * @param problems   the first of them, in the order of their lines
 * @param wrong      how many problems there are in all
 * @param incomplete keys that lack a parameter which their broker wants besides; no problem, but worth a look
 */
record FileCheck(String hash, SortedMap<BrokerId, Integer> brokers, List<Problem> problems, int wrong, LineList incomplete) {

    static final int PROBLEMS_SHOWN = 100;

    boolean isGood() {
        return wrong == 0;
    }

    int keys() {
        return brokers.values().stream().mapToInt(Integer::intValue).sum();
    }

    static FileCheck of(SourceFile file, RowCheck rules) throws IOException {
        var found = new Findings(rules);
        try (var reading = file.open()) {
            for (var entry = reading.next(); entry != null; entry = reading.next()) {
                found.add(entry);
            }
            return new FileCheck(reading.hash(), found.brokers, found.problems, found.wrong, found.incomplete);
        }
    }

    private static final class Findings {

        private final RowCheck rules;
        private final SeenKeys seen = new SeenKeys();
        private final SortedMap<BrokerId, Integer> brokers = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        private final List<Problem> problems = new ArrayList<>();
        private final LineList incomplete = new LineList();
        private int wrong;

        private Findings(RowCheck rules) {
            this.rules = rules;
        }

        private void add(Entry entry) {
            switch (entry) {
                case Problem problem -> report(problem);
                case Row row -> add(row);
            }
        }

        private void add(Row row) {
            var key = rules.key(row, this::report);
            if (key == null) {
                return;
            }
            int before = seen.add(key.id(), row.line());
            if (before != 0) {
                report(new Problem(row.line(), "The same user and broker as in line " + before + "."));
            } else {
                brokers.merge(key.id().broker(), 1, Integer::sum);
                if (!rules.isComplete(key)) {
                    incomplete.add(row.line());
                }
            }
        }

        private void report(Problem problem) {
            wrong++;
            if (problems.size() < PROBLEMS_SHOWN) {
                problems.add(problem);
            }
        }
    }
}
