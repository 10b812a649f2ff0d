package io.nija.vault.policies;

import java.util.List;
import java.util.Optional;

/**
 * Whether the promise is kept that nobody of the platform's staff can read a credential value. It is checked at the start,
 * every five minutes, and when the audit logs show that policies or their holders have changed. Methods throw
 * {@link org.springframework.dao.DataAccessException} when the database does not answer.
 */
public interface ZeroKnowledge {

    /** The last check; empty before the first one. It may be old: see {@link ZeroKnowledgeResult#now}. */
    Optional<ZeroKnowledgeResult> latest();

    /** The last checks, newest first, without their holders. */
    List<ZeroKnowledgeResult> history(int limit);

    /** Checks now and keeps what comes of it; when the vault cannot be asked, that is an unknown outcome and no exception. */
    ZeroKnowledgeResult check(String occasion);

    /** The names of the ways that are checked, in the order of the table. */
    List<String> routes();
}
