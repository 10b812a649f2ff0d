package io.nija.vault.credentials;

import java.util.List;

/**
 * How many keys there are of everybody, as of the index. A key counts in one of the ages, by when its values were written.
 *
 * @param brokers  those with keys in use, most first
 * @param owners   people with keys in use
 * @param fresh    younger than 30 days
 * @param settled  younger than 90 days
 * @param old      90 days old or more: due for a rotation
 * @param expiring within {@link CredentialSummary#EXPIRY_NOTICE_DAYS} days, in use
 * @param expired  and still in use
 * @param revoked  which could be restored
 */
public record KeyFigures(List<OfBroker> brokers, long owners, long fresh, long settled, long old, long expiring, long expired, long revoked) {

    /** From this age on, in days, a rotation is due. */
    public static final int DUE_DAYS = 90;
    static final int FRESH_DAYS = 30;

    /** @param name as the catalogue has it; the id of a broker that it has not */
    public record OfBroker(String name, long keys) {
    }

    /** How many are in use. */
    public long keys() {
        return fresh + settled + old;
    }
}
