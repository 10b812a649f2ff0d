package io.nija.vault.gateway;

import java.time.Duration;

/** How well keys could be retrieved through the gateways, all consoles on one database taken together. */
public interface ServiceLevels {

    /**
     * Of the hours that lie in the last while, the one that has begun included.
     *
     * @throws org.springframework.dao.DataAccessException when the database does not answer
     */
    ServiceLevel ofLast(Duration span);
}
