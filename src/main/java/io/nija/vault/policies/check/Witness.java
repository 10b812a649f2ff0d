package io.nija.vault.policies.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a path that lies both in a place, such as {@code secret/data/{user}/{broker}}, and in what a rule is about. */
final class Witness {

    private static final String SOMEBODY = "somebody";
    /** The one part of a place that stands for more than one part of a path. */
    private static final String ANYTHING = "{anything}";

    private Witness() {
    }

    static String example(String place) {
        return place.replaceAll("\\{[a-z]+}", SOMEBODY);
    }

    /** @param rule a path as policies have it, without templates */
    static Optional<String> of(String rule, String place) {
        boolean prefix = rule.endsWith("*");
        var wanted = List.of((prefix ? rule.substring(0, rule.length() - 1) : rule).split("/", -1));
        var given = List.of(place.split("/"));
        var path = new ArrayList<String>();
        for (int i = 0; i < Math.max(wanted.size(), given.size()); i++) {
            boolean beyondPlace = i >= given.size();
            if (beyondPlace && !given.getLast().equals(ANYTHING) || i >= wanted.size() && !prefix) {
                return Optional.empty();
            }
            var part = beyondPlace ? ANYTHING : given.get(i);
            var own = i < wanted.size() ? wanted.get(i) : "";
            boolean open = i >= wanted.size() || prefix && i == wanted.size() - 1;
            var both = part(own, open, part);
            if (both.isEmpty()) {
                return Optional.empty();
            }
            path.add(both.get());
        }
        return Optional.of(String.join("/", path));
    }

    private static Optional<String> part(String own, boolean open, String place) {
        var sample = example(place);
        if (own.equals("+") || open && sample.startsWith(own)) {
            return Optional.of(sample);
        }
        if (place.startsWith("{")) {
            return Optional.of(own.isEmpty() || open ? own + SOMEBODY : own);
        }
        return own.equals(place) ? Optional.of(own) : Optional.empty();
    }
}
