package io.nija.vault.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;

import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts notices into the database of a running console, as any feature of any console does. */
final class Told {

    private static final int PORT_LINE = 3;

    private final JdbcClient database;

    Told(ConsoleProcess console) {
        var source = new PGSimpleDataSource();
        source.setPortNumbers(new int[] { port(console) });
        source.setDatabaseName("console");
        source.setUser("console");
        source.setPassword(console.properties("database.properties").getProperty("console"));
        database = JdbcClient.create(source);
    }

    private static int port(ConsoleProcess console) {
        try {
            List<String> lines = Files.readAllLines(console.directory().resolve("postgres").resolve("postmaster.pid"));
            return Integer.parseInt(lines.get(PORT_LINE).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void tell(String person, String title) {
        database.sql("insert into notice (person, kind, once, title, text, address) values (:person, 'EXPIRY', :once, :title, 'Rotate it in time.', 'activity')")
                .param("person", person).param("once", UUID.randomUUID().toString()).param("title", title).update();
    }

    void forget(String person) {
        database.sql("delete from notice where person = :person").param("person", person).update();
    }
}
