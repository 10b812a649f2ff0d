package io.nija.vault.notices.inbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.regex.Pattern;

import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Person;
import io.nija.vault.security.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Keeps who signs in, and under which address and in which roles the provider knows them. */
@Component
class SignedInPeople {

    private static final Logger log = LoggerFactory.getLogger(SignedInPeople.class);

    private static final int NAME = 200;
    private static final int MAIL = 320;
    private static final Pattern ADDRESS = Pattern.compile("[^\\s,;<>\"]+@[^\\s,;<>\"]+");

    private final JdbcClient database;
    private final CurrentUser user;
    private final Clock clock;

    SignedInPeople(JdbcClient database, CurrentUser user, Clock clock) {
        this.database = database;
        this.user = user;
        this.clock = clock;
    }

    /** A database that is away keeps nobody from signing in. */
    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        try {
            keep(user.get(), event.getAuthentication().getPrincipal() instanceof OidcUser known ? mail(known) : null);
        } catch (DataAccessException | TransactionException e) {
            log.warn("It could not be kept that {} has signed in, so they may not be told what they asked to be told", user.id());
            log.debug("Why", e);
        }
    }

    private void keep(Person person, @Nullable String mail) {
        var name = person.name().length() > NAME ? person.name().substring(0, NAME) : person.name();
        database.sql("""
                insert into person (id, name, mail, roles, seen) values (:id, :name, :mail, :roles, :seen)
                on conflict (id) do update set name = excluded.name, mail = excluded.mail, roles = excluded.roles, seen = excluded.seen""")
                .param("id", person.id().value()).param("name", name).param("mail", mail)
                .param("roles", person.roles().stream().map(Role::name).sorted().toArray(String[]::new))
                .param("seen", Timestamp.from(clock.instant())).update();
    }

    /** Null for what is no single address, and for one that the provider says it has not verified: it may be somebody else's. */
    private static @Nullable String mail(OidcUser known) {
        var mail = known.getEmail();
        return mail == null || mail.length() > MAIL || !ADDRESS.matcher(mail).matches() || Boolean.FALSE.equals(known.getEmailVerified()) ? null : mail;
    }
}
