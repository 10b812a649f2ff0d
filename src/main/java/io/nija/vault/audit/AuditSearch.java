package io.nija.vault.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Finds operations among all that are on record. Who may ask is not decided here. Every method throws
 * {@link org.springframework.dao.DataAccessException} when the database does not answer.
 */
public interface AuditSearch {

    /**
     * Newest first.
     *
     * @param after where the page before ended; null for the first
     * @param limit how many at most
     */
    List<Operation> page(AuditFilter filter, @Nullable AuditCursor after, int limit);

    /** Figures of all that the filter finds. */
    AuditSummary summary(AuditFilter filter);

    /** Hands over all that the filter finds, newest first, however many they are. */
    void all(AuditFilter filter, Consumer<Operation> taker);

    /** One operation with its lines. */
    Optional<OperationDetail> detail(AuditCursor place);

    /** The sources there are, by name. */
    List<AuditSourceStatus> sources();
}
