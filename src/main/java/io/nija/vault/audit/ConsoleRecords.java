package io.nija.vault.audit;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import javax.sql.DataSource;

import io.nija.vault.base.CredentialId;
import io.nija.vault.security.CurrentUser;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Writes down what people do in the console: who, in which role, to which key, from which address. The records are found
 * where Vault's are, under the source {@code console}. What they say never holds a credential value.
 */
@Component
public class ConsoleRecords {

    private static final Logger log = LoggerFactory.getLogger(ConsoleRecords.class);

    private static final int WAITING_AT_MOST = 10_000;
    private static final String INSERT = """
            insert into access_record (at, action, outcome, person, role, owner, key, version, address, request_id, detail)
            values (?, ?, ?, ?, ?, ?, ?, ?, left(?, 45), left(?, 64), left(?, 400))""";

    private final DataSource database;
    private final CurrentUser user;
    private final BlockingQueue<ConsoleRecord> waiting = new LinkedBlockingQueue<>(WAITING_AT_MOST);

    ConsoleRecords(DataSource database, CurrentUser user) {
        this.database = database;
        this.user = user;
    }

    /**
     * Records what is about to be shown to the signed-in person. It is on disk when this returns.
     *
     * @param detail what exactly, in a few words
     * @throws NotRecordedException when it is not, and so must not be shown
     */
    public void beforeShowing(ConsoleAction action, @Nullable CredentialId key, @Nullable Integer version, @Nullable String detail) {
        try {
            write(ConsoleRecord.of(action, OperationOutcome.DONE, user.get(), key, version, detail));
        } catch (SQLException e) {
            log.warn("It was not shown, as it cannot be recorded: {}", e.getMessage());
            throw new NotRecordedException(e);
        }
    }

    /**
     * Records what the signed-in person did, which Vault or another system has on record too, or which cannot be refused
     * any more. It is on disk when this returns, unless the database is away: then it waits in memory until that is back.
     *
     * @param detail why it did not come about, if it did not
     */
    public void done(ConsoleAction action, OperationOutcome outcome, @Nullable CredentialId key, @Nullable Integer version,
            @Nullable String detail) {
        done(ConsoleRecord.of(action, outcome, user.find().orElse(null), key, version, detail));
    }

    /** Records in the same way what they did that is about no key. @param detail to what, and how */
    public void done(ConsoleAction action, String detail) {
        done(action, OperationOutcome.DONE, null, null, detail);
    }

    void done(ConsoleRecord record) {
        // While others wait nobody finds out by a time-out of their own that the database is still away.
        if (waiting.isEmpty() && isWritten(record)) {
            return;
        }
        log.warn("Not on record yet: {}", record);
        if (!waiting.offer(record)) {
            log.error("Too many records wait for the database. The last one is in this log only.");
        }
    }

    /** When a connection breaks right after a commit, a record may come twice; it is never left out. */
    @Scheduled(fixedDelay = 1000)
    @PreDestroy
    synchronized void writeWaiting() {
        for (var next = waiting.peek(); next != null && isWritten(next); next = waiting.peek()) {
            waiting.remove();
        }
    }

    private boolean isWritten(ConsoleRecord record) {
        try {
            write(record);
            return true;
        } catch (SQLException e) {
            log.debug("The database does not take records", e);
            return false;
        }
    }

    /** With a connection of its own, since a transaction of the caller's could undo it. */
    private void write(ConsoleRecord record) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.prepareStatement(INSERT)) {
            statement.setTimestamp(1, Timestamp.from(record.at()));
            statement.setString(2, record.action().word());
            statement.setString(3, record.outcome().name());
            statement.setString(4, record.user());
            statement.setString(5, record.role());
            statement.setString(6, record.key() == null ? null : record.key().owner().value());
            statement.setString(7, record.key() == null ? null : record.key().key());
            statement.setObject(8, record.version(), Types.INTEGER);
            statement.setString(9, record.address());
            statement.setString(10, record.requestId() == null ? "" : record.requestId());
            statement.setString(11, record.detail());
            statement.executeUpdate();
        }
    }
}
