package io.nija.vault.bench;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two years of requests: a fifth of them live, in every state and urgency, asked for by many people for keys of many brokers, with ten
 * messages each.
 */
final class FilledQueue {

    /** Who claims and decides. */
    static final String CLAIMER = "staff-7";

    private static final int MESSAGES = 10;
    private static final String REQUESTS = """
            insert into rotation_request (kind, state, urgency, source, owner, key, broker, reason, asked_by, claimed_by, created_at, changed_at, expires_at,
                answer_due, answered_at, resolve_by, owner_since, owner_time, escalated_at, closed_at, outcome, unread_owner, unread_staff)
            select kind, state, urgency, 'OWNER', owner, key, split_part(key, '--', 1), reason, owner, case when state <> 'OPEN' then 'staff-' || n % 40 end,
                created, created + interval '1 hour', created + interval '900 days', created + within, case when state <> 'OPEN' then created + within * 0.8 end,
                created + within * 9, case when state in ('WAITING_FOR_USER', 'READY_TO_ROTATE') then created + interval '2 hours' end, '1 hour', now(),
                case when live then null else created + interval '1 day' * (1 + n % 5) end, case when state = 'ROTATED' then 2 end, n % 3, n % 2
            from (
                select n, live, owner, key, created, (array['30 minutes', '2 hours', '8 hours', '24 hours'])[1 + n % 4]::interval as within,
                    (array['URGENT', 'HIGH', 'NORMAL', 'LOW'])[1 + n % 4] as urgency,
                    case when n % 50 < 40 then 'ROTATION' else (array['ROTATION_AFTER_CHECK', 'EARLY_REVOCATION', 'DESTRUCTION'])[1 + n % 3] end as kind,
                    case when live then (array['OPEN', 'OPEN', 'CLAIMED', 'CLAIMED', 'CLAIMED', 'WAITING_FOR_USER', 'READY_TO_ROTATE'])[1 + n / 5 % 7]
                        else (array['ROTATED', 'ROTATED', 'ROTATED', 'REJECTED', 'CANCELLED', 'EXPIRED'])[1 + n % 6] end as state,
                    (array['Somebody may have seen it', 'I lost my phone', 'The broker wrote of a leak', 'It is too old', 'A colleague has left',
                        'I do not trust my computer any more'])[1 + n % 6] || case when n % 1000 = 7 then ', see ticket ' || n else '' end as reason
                from (
                    select n, n % 5 = 0 as live, 'user-' || case when n % 5 = 0 then n else n * 7919 % 30000 end as owner,
                        (array['kraken', 'kraken', 'binance', 'binance', 'okx', 'bybit', 'coinbase', 'bitfinex', 'deribit', 'alpaca'])[1 + n / 3 % 10]
                            || case when n % 3 = 0 then '--main' when n % 3 = 1 then '--bot' else '' end as key,
                        now() - (case when n % 5 = 0 then interval '20 days' else interval '730 days' end) * ((n::bigint * 104729 % :count)::double precision / :count) as created
                    from generate_series(1, :count) as n
                ) as chosen
            ) as drawn order by created""";

    private final JdbcClient database;

    FilledQueue(JdbcClient database) {
        this.database = database;
    }

    void fill(int count) {
        var tables = List.of("rotation_request", "request_message", "request_event", "request_approval");
        // They are right by the way they are made, and what is told of each change would take hours.
        tables.forEach(table -> database.sql("alter table " + table + " disable trigger user").update());
        database.sql(REQUESTS).param("count", count).update();
        Progress.say("%,d requests are there", count);
        for (int i = 0; i < MESSAGES; i++) {
            database.sql("""
                    insert into request_message (request, at, person, staff, internal, text)
                    select id, created_at + interval '1 minute' * :i, case when :i % 2 = 0 then owner else 'staff-1' end, :i % 2 = 1, :i = 3,
                        'Message ' || :i || ' of request ' || id || repeat(': I have looked at it, and it is as I said before', 3) from rotation_request""")
                    .param("i", i).update();
            Progress.say("%,d messages are there", (i + 1) * count);
        }
        database.sql("insert into request_event (request, at, to_state, what, person) select id, created_at, 'OPEN', 'opened', owner from rotation_request").update();
        database.sql("""
                insert into request_approval (request, asked_at, asked_by, why, expires_at)
                select id, now(), claimed_by, 'the owner asks for it', now() + interval '1 day' from rotation_request
                where kind <> 'ROTATION' and state = 'CLAIMED' and id % 3 = 0""").update();
        tables.forEach(table -> database.sql("alter table " + table + " enable trigger user").update());
        database.sql("vacuum (analyze)").update();
    }

    List<Long> unclaimed(int count) {
        return database.sql("select id from rotation_request where state = 'OPEN' order by id limit :count").param("count", count).query(Long.class).list();
    }

    List<Long> some(int count) {
        return database.sql("select id from rotation_request order by md5(id::text) limit :count").param("count", count).query(Long.class).list();
    }
}
