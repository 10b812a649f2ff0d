package io.nija.vault.requests.engine;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.nija.vault.base.UserId;
import io.nija.vault.requests.RequestFilter;
import io.nija.vault.requests.RequestFilter.Queue;
import io.nija.vault.requests.RequestPage;
import io.nija.vault.requests.RequestSummary;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds requests. A page goes on after the place where the one before it ended, so that a deep one is found as soon as the first. */
@Component
class RequestQueue {

    private static final int COUNTED = 1000;
    private static final int PAGE_AT_MOST = 500;
    private static final int OWN_ENDED = 50;
    private static final Pattern NUMBER = Pattern.compile("#?(\\d{1,18})");
    private static final Pattern PLACE = Pattern.compile("(\\d{1,20})\\.(\\d{1,19})");

    private final JdbcClient database;

    RequestQueue(JdbcClient database) {
        this.database = database;
    }

    RequestPage page(RequestFilter filter, @Nullable String after, int size, UserId reader) {
        boolean ended = filter.queue() == Queue.ENDED;
        var order = ended ? "r.closed_at" : "r.pressing";
        var parameters = new HashMap<String, @Nullable Object>(Map.of("me", reader.value()));
        var conditions = new StringBuilder(condition(filter.queue()));
        narrow(filter, conditions, parameters);
        place(after, conditions, parameters, ended, order);
        int atMost = Math.clamp(size, 1, PAGE_AT_MOST);
        var direction = ended ? "desc" : "asc";
        var sql = "select (extract(epoch from %s) * 1000000)::bigint as place, %s where %s order by %s %s, r.id %s limit %d"
                .formatted(order, RequestRow.COLUMNS + RequestRow.FROM, conditions, order, direction, direction, atMost + 1);
        var found = database.sql(sql).params(parameters).query((row, number) -> Map.entry(RequestRow.mapper(reader).mapRow(row, number).summary(),
                "%d.%d".formatted(row.getLong("place"), row.getLong("id")))).list();
        return found.size() <= atMost ? new RequestPage(found.stream().map(Map.Entry::getKey).toList(), null)
                : new RequestPage(found.stream().limit(atMost).map(Map.Entry::getKey).toList(), found.get(atMost - 1).getValue());
    }

    private static String condition(Queue queue) {
        return switch (queue) {
            case MINE -> "r.claimed_by = :me and r.closed_at is null";
            case UNCLAIMED -> "r.state = 'OPEN'";
            case WAITING -> "r.owner_since is not null";
            case OVERDUE -> "r.closed_at is null and r.pressing < now()";
            // As io.nija.vault.requests.engine.Rules has it.
            case APPROVALS -> """
                    r.closed_at is null and r.id in (select a.request from request_approval a where a.decision is null and a.lapsed_at is null
                        and a.expires_at > now() and a.asked_by <> :me) and r.claimed_by is distinct from :me and r.asked_by is distinct from :me
                    and r.owner is distinct from :me and not coalesce(:me = any (r.scope_owners), false)""";
            case LIVE -> "r.closed_at is null";
            case ENDED -> "r.closed_at is not null";
        };
    }

    private static void narrow(RequestFilter filter, StringBuilder conditions, Map<String, @Nullable Object> parameters) {
        if (filter.urgency() != null) {
            conditions.append(" and r.urgency = :urgency");
            parameters.put("urgency", filter.urgency().name());
        }
        if (filter.kind() != null) {
            conditions.append(" and r.kind = :kind");
            parameters.put("kind", filter.kind().name());
        }
        if (filter.broker() != null) {
            conditions.append(" and r.broker = :broker");
            parameters.put("broker", filter.broker());
        }
        var text = filter.text().strip().toLowerCase(Locale.ROOT);
        if (!text.isEmpty()) {
            var number = NUMBER.matcher(text);
            conditions.append(number.matches() ? " and (r.id = :number or r.words like :pattern escape '!')" : " and r.words like :pattern escape '!'");
            parameters.put("pattern", "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
            if (number.matches()) {
                parameters.put("number", Long.parseLong(number.group(1)));
            }
        }
    }

    /** A place that is none of ours is the beginning. */
    private static void place(@Nullable String after, StringBuilder conditions, Map<String, @Nullable Object> parameters, boolean ended, String order) {
        var place = PLACE.matcher(after == null ? "" : after);
        if (place.matches()) {
            conditions.append(" and (%s, r.id) %s (:place, :after)".formatted(order, ended ? "<" : ">"));
            long micros = Long.parseLong(place.group(1));
            parameters.put("place", Timestamp.from(Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000)));
            parameters.put("after", Long.parseLong(place.group(2)));
        }
    }

    Map<Queue, Integer> counts(UserId reader) {
        var counts = new EnumMap<Queue, Integer>(Queue.class);
        for (var queue : Queue.values()) {
            counts.put(queue, database.sql("select count(*) from (select 1 from rotation_request r where %s limit %d) as counted"
                    .formatted(condition(queue), COUNTED)).params(Map.of("me", reader.value())).query(Integer.class).single());
        }
        return counts;
    }

    List<RequestSummary> own(UserId owner) {
        return database.sql("(" + RequestRow.SELECT + " where r.owner = :me and r.closed_at is null order by r.id desc) union all ("
                + RequestRow.SELECT + " where r.owner = :me and r.closed_at is not null order by r.closed_at desc limit " + OWN_ENDED + ")")
                .param("me", owner.value()).query(RequestRow.mapper(owner)).list().stream().map(RequestRow::summary).toList();
    }
}
