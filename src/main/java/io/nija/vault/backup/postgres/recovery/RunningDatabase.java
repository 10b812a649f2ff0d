package io.nija.vault.backup.postgres.recovery;

import java.sql.Connection;
import java.sql.SQLException;

import io.nija.vault.backup.postgres.PostgresAccess;
import io.nija.vault.base.SecretValue;

/** A server on recovered data, on this machine only. */
public final class RunningDatabase implements AutoCloseable {

    /** A superuser that only recovered data have. */
    public static final String USER = "vault_console_recovery";

    private final Process process;
    private final int port;
    private final SecretValue password;

    RunningDatabase(Process process, int port, SecretValue password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /** On the loopback interface. */
    public int port() {
        return port;
    }

    /** Of {@link #USER}. */
    public SecretValue password() {
        return password;
    }

    /** As {@link #USER}. */
    public Connection connect(String database) throws SQLException {
        return new PostgresAccess("jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), USER, password).connection("vault-console-recovery");
    }

    /** Stops it. The data stay. */
    @Override
    public void close() {
        RecoveryServer.stop(process);
    }
}
