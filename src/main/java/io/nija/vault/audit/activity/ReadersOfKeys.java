package io.nija.vault.audit.activity;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.AuditSourceStatus;
import io.nija.vault.audit.KeyEvent.Actor;
import io.nija.vault.audit.KeyReader;
import io.nija.vault.audit.KeyReaders;
import io.nija.vault.audit.KeyReading;
import io.nija.vault.base.CredentialId;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/** Adds up what {@link Readings} counted, by who it was. */
@Service
class ReadersOfKeys implements KeyReaders {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);
    /** The clocks of other machines may be ahead. */
    private static final Duration AHEAD = Duration.ofHours(2);
    /** The readers of logs look more often than that, and what waits then is of the last moment. */
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final long BEHIND_AT_MOST = 1_000_000;
    private static final Set<Actor> STAFF = Set.of(Actor.SUPPORT, Actor.ADMIN);

    private record Who(Actor actor, @Nullable String address) {
    }

    private final NamedParameterJdbcTemplate database;
    private final AuditSearch audit;
    private final CurrentUser user;
    private final Clock clock;

    ReadersOfKeys(NamedParameterJdbcTemplate database, AuditSearch audit, CurrentUser user, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.user = user;
        this.clock = clock;
    }

    @Override
    public KeyReading of(CredentialId key) {
        boolean all = mayKnowAll(key);
        var now = Instant.now(clock);
        var from = now.minus(MONTH).truncatedTo(ChronoUnit.DAYS);
        var readings = new Readings(database, key.owner(), key.key());
        var readers = new HashMap<Who, KeyReader>();
        for (var alike : readings.between(from, now.minus(DAY))) {
            add(readers, alike, 0, readings, from, all);
        }
        for (var alike : readings.between(now.minus(DAY), now.plus(AHEAD))) {
            add(readers, alike, alike.times(), readings, from, all);
        }
        var sources = audit.sources();
        var latestFirst = Comparator.comparing(KeyReader::last).reversed();
        return new KeyReading(readers.values().stream().sorted(latestFirst).toList(), beginning(from), readTo(sources), isComplete(sources, now));
    }

    private static void add(Map<Who, KeyReader> readers, Readings.Alike alike, long lastDay, Readings readings, Instant from, boolean all) {
        var who = who(alike.means().actor(alike.owner()), alike.address(), all);
        readings.last(alike, from).ifPresent(last -> readers.merge(who, new KeyReader(who.actor, who.address, lastDay, alike.times(), last),
                (one, other) -> new KeyReader(who.actor, who.address, one.lastDay() + other.lastDay(), one.lastMonth() + other.lastMonth(),
                        one.last().isAfter(other.last()) ? one.last() : other.last())));
    }

    private static Who who(Actor actor, String address, boolean all) {
        return new Who(actor, all && !STAFF.contains(actor) ? address : null);
    }

    @Override
    public Optional<FirstRead> firstRead(CredentialId key, int version, Instant since) {
        boolean all = mayKnowAll(key);
        return new Readings(database, key.owner(), key.key()).first(version, since).map(touch -> {
            var who = who(touch.actor(), touch.address(), all);
            return new FirstRead(touch.first(), who.actor, who.address);
        });
    }

    /** @return whether the asker is the owner; if not, they are of the staff */
    private boolean mayKnowAll(CredentialId key) {
        var person = user.get();
        if (person.roles().contains(Role.USER) && key.owner().equals(person.id())) {
            return true;
        }
        if (!person.roles().contains(Role.SUPPORT) && !person.roles().contains(Role.ADMIN)) {
            throw new AccessDeniedException("This is somebody else's key");
        }
        return false;
    }

    private Instant beginning(Instant from) {
        var first = database.getJdbcTemplate().queryForObject("select min(hour) from audit_hour", Timestamp.class);
        return first == null || first.toInstant().isBefore(from) ? from : first.toInstant();
    }

    private static @Nullable Instant readTo(List<AuditSourceStatus> sources) {
        return isAnyOfVault(sources) && sources.stream().noneMatch(source -> source.readAt() == null)
                ? sources.stream().map(AuditSourceStatus::readAt).min(Comparator.naturalOrder()).orElseThrow() : null;
    }

    private static boolean isComplete(List<AuditSourceStatus> sources, Instant now) {
        return isAnyOfVault(sources) && sources.stream().allMatch(source -> source.isReadSince(now.minus(SILENCE)) && source.behind() <= BEHIND_AT_MOST);
    }

    private static boolean isAnyOfVault(List<AuditSourceStatus> sources) {
        return sources.stream().anyMatch(source -> !source.name().equals("console"));
    }
}
