package io.nija.vault.base;

import java.util.Optional;

import javax.sql.DataSource;

import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.spring.annotation.EnableSchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;

/**
 * Of several consoles one does the scheduled work that says {@link net.javacrumbs.shedlock.spring.annotation.SchedulerLock}.
 * The database's clock counts, as those of the consoles may differ.
 */
@Configuration(proxyBeanMethods = false)
@EnableSchedulerLock(defaultLockAtMostFor = "10m")
class SchedulerLocks {

    private static final Logger log = LoggerFactory.getLogger(SchedulerLocks.class);

    @Bean
    LockProvider schedulerLock(DataSource database) {
        var locks = new JdbcTemplateLockProvider(
                JdbcTemplateLockProvider.Configuration.builder().withJdbcTemplate(new JdbcTemplate(database)).usingDbTime().build());
        return wanted -> lock(locks, wanted);
    }

    /** Without the database nobody can tell who else is at it, so the work waits. */
    private static Optional<SimpleLock> lock(LockProvider locks, LockConfiguration wanted) {
        try {
            return locks.lock(wanted);
        } catch (DataAccessException | TransactionException e) {
            log.warn("The scheduled work \"{}\" waits, as the database is away: {}", wanted.getName(), e.getMessage());
            return Optional.empty();
        }
    }
}
