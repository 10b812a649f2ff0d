package io.nija.vault.alerts.engine;

import java.time.Instant;

import io.nija.vault.audit.ConsoleAction;
import io.nija.vault.audit.ConsoleRecords;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** Who may do something about alerts, and puts on record that they did. */
@Component
class Responsible {

    private final CurrentUser user;
    private final ConsoleRecords records;

    Responsible(CurrentUser user, ConsoleRecords records) {
        this.user = user;
        this.records = records;
    }

    /** @return their id. @throws AccessDeniedException when it is no admin who is signed in */
    String admin() {
        var person = user.get();
        if (!person.roles().contains(Role.ADMIN)) {
            throw new AccessDeniedException("Alerts are for admins");
        }
        return person.id().value();
    }

    static void requireAhead(Instant until) {
        if (!until.isAfter(Instant.now())) {
            throw new IllegalArgumentException("The end must be ahead");
        }
    }

    void record(ConsoleAction action, String detail) {
        records.done(action, detail);
    }
}
