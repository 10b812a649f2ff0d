package io.nija.vault.policies;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How policies have changed since the console first looked. Methods throw {@link org.springframework.dao.DataAccessException}. */
public interface PolicyHistory {

    /** All of one policy, newest first, the first look included. */
    List<PolicyChange> of(String policy);

    /** Changes of any policy since then, newest first. */
    List<PolicyChange> since(Instant since);

    /** When each policy last changed; those that never did are missing. */
    Map<String, Instant> lastChanges();
}
