package io.nija.vault.client;

import java.time.Duration;

/**
 * A token and how long it lives.
 *
 * @param holder    whom Vault gave it to, such as the AppRole's name
 * @param firstLife what it lived for when it was granted
 * @param life      what it lives for since it was granted or last renewed; zero for one that never expires
 * @param since     the moment that {@code life} counts from, of {@link System#nanoTime}
 */
record VaultToken(String value, String holder, Duration firstLife, Duration life, boolean renewable, long since) {

    static final String LOOKUP = "auth/token/lookup-self";
    static final String RENEW = "auth/token/renew-self";
    static final String REVOKE = "auth/token/revoke-self";

    static VaultToken granted(String value, String holder, Duration life, boolean renewable, long since) {
        return new VaultToken(value, holder, life, life, renewable, since);
    }

    VaultToken renewed(Duration life, boolean renewable, long since) {
        return new VaultToken(value, holder, firstLife, life, renewable, since);
    }

    boolean isExpired() {
        return expires() && System.nanoTime() - since >= life.toNanos();
    }

    boolean expires() {
        return !life.isZero();
    }

    /** A renewal yields ever less towards the end of the longest life that Vault allows the token. */
    boolean isWorthKeeping() {
        return !expires() || life.compareTo(firstLife.dividedBy(2)) >= 0;
    }

    @Override
    public String toString() {
        return "VaultToken[" + holder + "]";
    }
}
