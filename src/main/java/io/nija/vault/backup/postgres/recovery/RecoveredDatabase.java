package io.nija.vault.backup.postgres.recovery;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.process.OwnServer;
import io.nija.vault.base.SecretValue;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PasswordUtil;

/** A server's data that have been recovered and lie at rest. */
public final class RecoveredDatabase {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 24;

    private final RecoveryPlan plan;
    private final RecoveryDirectory directory;
    private final RecoveryServer server;
    private final @Nullable Instant lastCommit;

    RecoveredDatabase(RecoveryPlan plan, RecoveryDirectory directory, RecoveryServer server, @Nullable Instant lastCommit) {
        this.plan = plan;
        this.directory = directory;
        this.server = server;
        this.lastCommit = lastCommit;
    }

    public RecoveryPlan plan() {
        return plan;
    }

    /** The data directory, for a server of the same major version. It has settings of its own only where the one that was backed up had. */
    public Path data() {
        return directory.data();
    }

    /** The time of the newest commit that came back after the base backup; null when there was none. */
    public @Nullable Instant lastCommit() {
        return lastCommit;
    }

    /**
     * Starts a server on it that listens on this machine only, for those who have a password: everybody that the server had before, and a
     * superuser of the name {@value RunningDatabase#USER} which is added to the data for that.
     */
    public RunningDatabase open() throws IOException {
        var random = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(random);
        var password = SecretValue.of(Base64.getUrlEncoder().encodeToString(random));
        int port = OwnServer.freePort();
        RecoverySettings.writeForUse(directory, port);
        addSuperuser(password);
        var process = server.start();
        if (!process.isAlive()) {
            throw new BackupException("PostgreSQL did not start on what was recovered. Its last words: " + new RecoveryLog(server.log()).tail());
        }
        return new RunningDatabase(process, port, password);
    }

    /** While nobody can connect. The server gets to see a hash, and not the password. */
    private void addSuperuser(SecretValue password) throws IOException {
        var process = server.program(true).start();
        try (var commands = process.outputWriter()) {
            var hash = PasswordUtil.encodePassword(RunningDatabase.USER, password.expose().toCharArray(), "scram-sha-256");
            commands.write("drop role if exists %1$s;\n\ncreate role %1$s superuser login password '%2$s';\n\n".formatted(RunningDatabase.USER, hash));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        try {
            if (process.waitFor() != 0) {
                throw new BackupException("PostgreSQL did not start on what was recovered. Its last words: " + new RecoveryLog(server.log()).tail());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new BackupException("The recovery was stopped.", e);
        }
    }
}
