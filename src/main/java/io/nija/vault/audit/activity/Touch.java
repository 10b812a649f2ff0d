package io.nija.vault.audit.activity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.nija.vault.audit.KeyEvent.Actor;
import io.nija.vault.audit.KeyEvent.Deed;
import org.jspecify.annotations.Nullable;

/**
 * What the database counted: operations on one key, in one hour, that are alike.
 *
 * @param owner whether they were done in the name of the key's owner
 */
record Touch(String key, Means means, int user, boolean owner, int addressId, String address, @Nullable Integer version, Instant first,
        Instant last, long times) {

    Actor actor() {
        return means.actor(owner);
    }

    Deed deed() {
        return means.deed();
    }

    Instant hour() {
        return first.truncatedTo(ChronoUnit.HOURS);
    }

    Touch less(long fewer) {
        return new Touch(key, means, user, owner, addressId, address, version, first, last, times - fewer);
    }

    Touch and(Touch other) {
        return new Touch(key, means, user, owner, addressId, address, version, first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last, times + other.times);
    }
}
