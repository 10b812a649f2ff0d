package io.nija.vault.requests.ui;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

import com.vaadin.flow.router.QueryParameters;
import io.nija.vault.requests.RequestFilter;
import io.nija.vault.requests.RequestFilter.Queue;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.Urgency;
import org.jspecify.annotations.Nullable;

/** A search of the queue as the address bar has it. What means nothing there is left out. */
final class QueueAddress {

    static final RequestFilter START = new RequestFilter(Queue.UNCLAIMED, "", null, null, null);

    private static final int LONGEST = 200;

    private QueueAddress() {
    }

    static QueryParameters of(RequestFilter filter) {
        var parameters = new TreeMap<String, String>();
        put(parameters, "queue", filter.queue() == START.queue() ? null : word(filter.queue()));
        put(parameters, "text", filter.text().isBlank() ? null : filter.text().strip());
        put(parameters, "urgency", filter.urgency() == null ? null : word(filter.urgency()));
        put(parameters, "kind", filter.kind() == null ? null : word(filter.kind()));
        put(parameters, "broker", filter.broker());
        return QueryParameters.simple(parameters);
    }

    private static void put(TreeMap<String, String> parameters, String name, @Nullable String value) {
        if (value != null) {
            parameters.put(name, value);
        }
    }

    static RequestFilter parse(QueryParameters parameters) {
        var queue = parameters.getSingleParameter("queue").flatMap(word -> constant(Queue.values(), word)).orElse(START.queue());
        var text = parameters.getSingleParameter("text").filter(words -> words.length() <= LONGEST && words.chars().noneMatch(Character::isISOControl)).orElse("");
        var broker = parameters.getSingleParameter("broker").filter(id -> id.matches("[a-z0-9-]{1,32}")).orElse(null);
        return new RequestFilter(queue, text, parameters.getSingleParameter("urgency").flatMap(word -> constant(Urgency.values(), word)).orElse(null),
                parameters.getSingleParameter("kind").flatMap(word -> constant(RequestKind.values(), word)).orElse(null), broker);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T extends Enum<T>> Optional<T> constant(T[] constants, String word) {
        return Arrays.stream(constants).filter(constant -> word(constant).equals(word.toLowerCase(Locale.ROOT))).findFirst();
    }
}
