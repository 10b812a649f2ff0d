package io.nija.vault.audit.ui;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.vaadin.flow.router.QueryParameters;
import io.nija.vault.audit.AuditCursor;
import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import org.jspecify.annotations.Nullable;

/**
 * A search as a person means it, as the address bar has it and as it is saved.
 *
 * @param fields what each has to be, in the form of {@link Field#accept}
 */
record AuditQuery(TimeRange range, Map<Field, String> fields) {

    static final AuditQuery START = new AuditQuery(TimeRange.Last.DAY, Map.of());

    private static final String OPEN = "open";
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    AuditQuery {
        fields = Map.copyOf(fields);
    }

    /**
     * What an address asks for.
     *
     * @param open    the operation that is looked at closely
     * @param ignored names of the parameters that mean nothing
     */
    record Address(AuditQuery query, @Nullable AuditCursor open, List<String> ignored) {
    }

    static Address parse(QueryParameters parameters) {
        var ignored = new ArrayList<String>();
        var fields = new EnumMap<Field, String>(Field.class);
        AuditCursor open = null;
        for (var parameter : parameters.getParameters().entrySet()) {
            var name = parameter.getKey();
            var value = parameter.getValue().getFirst();
            if (name.equals(OPEN)) {
                open = cursor(value).orElse(null);
            }
            var field = Field.named(name);
            var accepted = field.flatMap(f -> f.accept(value));
            accepted.ifPresent(text -> fields.put(field.orElseThrow(), text));
            if (accepted.isEmpty() && !List.of("range", "from", "to").contains(name) && !(name.equals(OPEN) && open != null)) {
                ignored.add(name);
            }
        }
        return new Address(new AuditQuery(range(parameters, ignored), fields), open, ignored);
    }

    private static TimeRange range(QueryParameters parameters, List<String> ignored) {
        var last = parameters.getSingleParameter("range");
        var from = parameters.getSingleParameter("from");
        var to = parameters.getSingleParameter("to");
        if (last.isPresent()) {
            var named = TimeRange.Last.named(last.get());
            if (named.isEmpty()) {
                ignored.add("range");
            }
            return named.orElse(TimeRange.Last.DAY);
        }
        if (from.isEmpty() && to.isEmpty()) {
            return TimeRange.Last.DAY;
        }
        try {
            return new TimeRange.Between(time(from.orElse("")), time(to.orElse("")));
        } catch (DateTimeException | IllegalArgumentException e) {
            ignored.add("from");
            ignored.add("to");
            return TimeRange.Last.DAY;
        }
    }

    /** @throws DateTimeException for what is no time of which anything can be on record */
    static Instant time(String text) {
        var time = Instant.parse(text);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new DateTimeException("Nothing is on record of then");
        }
        return time;
    }

    private static Optional<AuditCursor> cursor(String text) {
        var parts = text.split("_", 2);
        try {
            return Optional.of(new AuditCursor(time(parts[0]), Long.parseLong(parts[parts.length - 1])));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    QueryParameters address(@Nullable AuditCursor open) {
        var parameters = new TreeMap<String, String>();
        if (!range.equals(TimeRange.Last.DAY)) {
            parameters.putAll(range.parameters());
        }
        fields.forEach((field, value) -> parameters.put(field.parameter(), field.inAddress(value)));
        if (open != null) {
            parameters.put(OPEN, open.at() + "_" + open.id());
        }
        return QueryParameters.simple(parameters);
    }

    AuditFilter filter(Instant now) {
        var kind = fields.get(Field.KIND);
        var outcome = fields.get(Field.OUTCOME);
        var moment = now.truncatedTo(ChronoUnit.MICROS);
        return new AuditFilter(range.from(moment), range.to(moment), fields.get(Field.USER), fields.get(Field.OWNER), fields.get(Field.KEY),
                fields.get(Field.BROKER), fields.get(Field.OPERATION), kind == null ? null : OperationKind.valueOf(kind),
                outcome == null ? null : OperationOutcome.valueOf(outcome), fields.get(Field.ROLE), fields.get(Field.ADDRESS),
                fields.get(Field.NODE), fields.get(Field.REQUEST), fields.get(Field.TEXT));
    }

    AuditQuery with(Field field, String value) {
        var more = new EnumMap<Field, String>(Field.class);
        more.putAll(fields);
        field.accept(value).ifPresent(accepted -> more.put(field, accepted));
        return new AuditQuery(range, more);
    }

    AuditQuery without(Field field) {
        var fewer = new EnumMap<Field, String>(Field.class);
        fewer.putAll(fields);
        fewer.remove(field);
        return new AuditQuery(range, fewer);
    }

    AuditQuery over(TimeRange other) {
        return new AuditQuery(other, fields);
    }

    /** The same time with nothing filtered. */
    AuditQuery everything() {
        return new AuditQuery(range, Map.of());
    }
}
