package io.nija.vault.audit.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Set;

import io.nija.vault.audit.KeyActivity;
import io.nija.vault.audit.KeyEvent;
import io.nija.vault.audit.KeyEvent.Actor;
import io.nija.vault.audit.KeyEvents;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/** Goes back through the records in ever longer steps until there are events enough. */
@Service
class OwnKeyActivity implements KeyActivity {

    private static final Duration FIRST_STEP = Duration.ofHours(6);
    private static final int STEPS_GROW = 4;
    private static final Duration LONGEST_STEP = Duration.ofDays(64);
    private static final Set<Actor> WITHOUT_ADDRESS = Set.of(Actor.SUPPORT, Actor.ADMIN);

    private final NamedParameterJdbcTemplate database;
    private final CurrentUser user;

    OwnKeyActivity(NamedParameterJdbcTemplate database, CurrentUser user) {
        this.database = database;
        this.user = user;
    }

    @Override
    public KeyEvents of(CredentialId key, @Nullable Instant before, int atLeast, ZoneId zone) {
        var owner = requireUser();
        if (!key.owner().equals(owner)) {
            throw new AccessDeniedException("This is somebody else's key");
        }
        return events(owner, key.key(), before, atLeast, zone);
    }

    @Override
    public KeyEvents ofAll(@Nullable Instant before, int atLeast, ZoneId zone) {
        return events(requireUser(), null, before, atLeast, zone);
    }

    private UserId requireUser() {
        var person = user.get();
        if (!person.roles().contains(Role.USER)) {
            throw new AccessDeniedException("Only users have keys");
        }
        return person.id();
    }

    private KeyEvents events(UserId owner, @Nullable String key, @Nullable Instant before, int atLeast, ZoneId zone) {
        var touches = new Touches(database, owner, key);
        // The clocks of other machines may be ahead.
        var end = before == null ? Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(2)) : before.truncatedTo(ChronoUnit.HOURS);
        var latest = end;
        var found = new ArrayList<Touch>();
        var step = FIRST_STEP;
        var newest = touches.newest(end);
        while (newest != null && found.size() < atLeast) {
            end = newest.minus(step);
            found.addAll(Folding.fold(touches.between(end, newest)));
            step = step.compareTo(LONGEST_STEP) < 0 ? step.multipliedBy(STEPS_GROW) : step;
            newest = touches.newest(end);
        }
        var habits = new Habits(new TouchHistory(database, owner, touches, latest), zone, found);
        return new KeyEvents(found.stream().map(touch -> event(owner, touch, habits)).toList(), newest);
    }

    private static KeyEvent event(UserId owner, Touch touch, Habits habits) {
        return new KeyEvent(CredentialId.parse(owner, touch.key()), touch.first(), touch.last(), touch.times(), touch.actor(), touch.deed(), touch.version(),
                touch.means().outcome(), WITHOUT_ADDRESS.contains(touch.actor()) ? null : touch.address(), habits.marks(touch));
    }
}
