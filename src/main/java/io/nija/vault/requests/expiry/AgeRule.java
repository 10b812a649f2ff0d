package io.nija.vault.requests.expiry;

import java.time.Instant;

import io.nija.vault.base.BrokerId;
import io.nija.vault.base.UserId;

/**
 * How old the keys of a broker may get.
 *
 * @param days since the values were last changed
 */
record AgeRule(BrokerId broker, int days, UserId changedBy, Instant changedAt) {

    static final int MOST_DAYS = 3650;
}
