package io.nija.vault.gateway.level;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

import io.nija.vault.gateway.ServiceLevel;
import io.nija.vault.gateway.ServiceLevels;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** The sums over the hours that are on record. */
@Service
class StoredLevels implements ServiceLevels {

    private static final Duration KEPT = Duration.ofDays(400);

    private final JdbcClient database;

    StoredLevels(JdbcClient database) {
        this.database = database;
    }

    @Override
    public ServiceLevel ofLast(Duration span) {
        return database.sql("""
                with wanted as (select * from service_hour where hour > now() - make_interval(secs => :seconds)),
                     times as (select place, sum(n) as n from wanted, unnest(latencies) with ordinality as counts (n, place) group by place)
                select coalesce(sum(answered), 0) as answered, coalesce(sum(failed), 0) as failed, coalesce(sum(looks), 0) as looks,
                    coalesce(sum(served), 0) as served, (select array_agg(n::bigint order by place) from times) as latencies from wanted""")
                .param("seconds", span.toSeconds()).query(StoredLevels::level).single();
    }

    private static ServiceLevel level(ResultSet row, int number) throws SQLException {
        var array = row.getArray("latencies");
        var latencies = array == null ? new Long[0] : (Long[]) array.getArray();
        return new ServiceLevel(row.getLong("answered"), row.getLong("failed"),
                Latencies.p99(Arrays.stream(latencies).mapToLong(Long::longValue).toArray()), row.getLong("looks"), row.getLong("served"));
    }

    @Scheduled(initialDelay = 3_600_000, fixedRate = 86_400_000)
    void forget() {
        database.sql("delete from service_hour where hour < now() - make_interval(secs => :seconds)").param("seconds", KEPT.toSeconds()).update();
    }
}
