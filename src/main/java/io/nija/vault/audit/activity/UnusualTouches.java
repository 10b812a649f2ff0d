package io.nija.vault.audit.activity;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.nija.vault.audit.UnusualAccess;
import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.UserId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Service;

/** What was done with anybody's keys that is unusual for the key, by the same rules by which its owner is told. */
@Service
class UnusualTouches implements UnusualAccess {

    private static final Logger log = LoggerFactory.getLogger(UnusualTouches.class);

    private static final int PEOPLE_AT_MOST = 300;

    private final NamedParameterJdbcTemplate database;

    UnusualTouches(NamedParameterJdbcTemplate database) {
        this.database = database;
    }

    @Override
    public List<Unusual> since(Instant from) {
        var found = new ArrayList<Unusual>();
        for (var owner : owners(from)) {
            found.addAll(since(owner, from.truncatedTo(ChronoUnit.HOURS)));
        }
        return found;
    }

    private List<UserId> owners(Instant from) {
        var names = database.getJdbcTemplate().queryForList("""
                select distinct p.owner from audit_operation o join audit_path p on p.id = o.path_id join audit_class c on c.id = o.class_id
                where o.at >= ? and p.owner is not null and (c.role <> 'console' or c.kind <> 'METADATA') limit ?""", String.class, Timestamp.from(from), PEOPLE_AT_MOST);
        if (names.size() == PEOPLE_AT_MOST) {
            log.warn("So many people's keys were used that unusual access is looked for among {} of them only", PEOPLE_AT_MOST);
        }
        var owners = new ArrayList<UserId>();
        for (var name : names) {
            try {
                owners.add(new UserId(name));
            } catch (InvalidIdentifierException e) {
                log.debug("A path names somebody who can be nobody", e);
            }
        }
        return owners;
    }

    private List<Unusual> since(UserId owner, Instant from) {
        var touches = new Touches(database, owner, null);
        var end = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(2, ChronoUnit.HOURS);
        var folded = Folding.fold(touches.between(from, end));
        var habits = new Habits(new TouchHistory(database, owner, touches, end), ZoneOffset.UTC, folded);
        var found = new ArrayList<Unusual>();
        for (var touch : folded) {
            var marks = habits.marks(touch);
            if (!marks.isEmpty()) {
                found.add(new Unusual(owner.value(), touch.key(), touch.first(), name(touch), touch.actor(), touch.deed(), touch.means().outcome(), touch.address(), marks));
            }
        }
        return found;
    }

    private String name(Touch touch) {
        return database.getJdbcTemplate().queryForList("select name from audit_user where id = ?", String.class, touch.user()).stream().findFirst().orElse("-");
    }
}
