package io.nija.vault.notices.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.nija.vault.base.UserId;
import io.nija.vault.notices.KnownPerson;
import io.nija.vault.notices.People;
import io.nija.vault.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whom the database knows. */
@Component
class DatabasePeople implements People {

    private final JdbcClient database;

    DatabasePeople(JdbcClient database) {
        this.database = database;
    }

    @Override
    public Optional<KnownPerson> find(UserId id) {
        return database.sql("select * from person where id = :id").param("id", id.value()).query(DatabasePeople::person).optional();
    }

    @Override
    public List<KnownPerson> with(Role role) {
        return database.sql("select * from person where :role = any (roles) order by name, id").param("role", role.name())
                .query(DatabasePeople::person).list();
    }

    private static KnownPerson person(ResultSet row, int number) throws SQLException {
        var roles = (String[]) row.getArray("roles").getArray();
        return new KnownPerson(new UserId(row.getString("id")), row.getString("name"), row.getString("mail"),
                Arrays.stream(roles).map(Role::valueOf).collect(Collectors.toUnmodifiableSet()), row.getTimestamp("seen").toInstant());
    }
}
