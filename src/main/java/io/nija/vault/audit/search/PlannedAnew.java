package io.nija.vault.audit.search;

import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Has PostgreSQL plan each query for the values that it has. From the fifth time on, the driver would have one plan for all,
 * which knows neither how frequent a user is nor how many numbers a list has.
 */
final class PlannedAnew extends JdbcTemplate {

    PlannedAnew(DataSource database) {
        super(database);
    }

    @Override
    protected void applyStatementSettings(Statement statement) throws SQLException {
        super.applyStatementSettings(statement);
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
}
