package io.nija.vault.credentials.ui;

import io.nija.vault.audit.KeyEvent;
import io.nija.vault.audit.KeyEvent.Actor;
import io.nija.vault.audit.KeyEvent.Deed;
import io.nija.vault.audit.KeyEvent.Mark;

/** Says in a sentence what happened to a key. */
final class ActivityWords {

    private ActivityWords() {
    }

    static String sentence(KeyEvent event) {
        var who = who(event.actor());
        var tried = tried(event.deed());
        return switch (event.outcome()) {
            case DONE -> event.actor() == Actor.YOU && event.deed() == Deed.READ
                    ? "The console read " + version(event, "the values") + " for you" : who + " " + did(event);
            case DENIED -> who + (event.actor() == Actor.YOU ? " were" : " was") + " refused when " + tried;
            case NOT_FOUND -> who + " found nothing when " + tried;
            case FAILED -> who + " tried " + tried + ", which failed";
            case UNANSWERED -> who + " began " + tried + "; no answer is on record";
        };
    }

    static String who(Actor actor) {
        return switch (actor) {
            case YOU -> "You";
            case YOUR_PROGRAM -> "A program of yours";
            case TRADING_ENGINE -> "The trading engine";
            case SUPPORT -> "Support";
            case ADMIN -> "An admin";
            case IMPORT -> "The import of existing keys";
            case CONSOLE -> "The console itself";
            case ROOT -> "The vault's root token";
            case ANOTHER_USER -> "Another user";
            case SOMEBODY -> "Somebody";
        };
    }

    private static String did(KeyEvent event) {
        return switch (event.deed()) {
            case LOOKED_AT_VALUES -> "looked at the values" + (event.version() == null ? "" : " of version " + event.version());
            case READ -> "read " + version(event, "the values");
            case READ_FROM_CACHE -> "read " + version(event, "the values") + " (from the cache)";
            case LOOKED_AT_METADATA -> "looked at the metadata";
            case ADDED -> "added the key";
            case ROTATED -> "rotated the key to " + version(event, "a new version");
            case ROLLED_BACK -> "rolled the key back, as " + version(event, "a new version");
            case STORED -> "stored " + version(event, "values");
            case DESCRIBED -> "changed what is noted about the key";
            case REVOKED -> "revoked the key";
            case RESTORED -> "restored the key";
            case DESTROYED -> "destroyed the key for good";
            case OTHER -> "did something else with the key";
        };
    }

    private static String tried(Deed deed) {
        return switch (deed) {
            case LOOKED_AT_VALUES, READ, READ_FROM_CACHE -> "reading the values";
            case LOOKED_AT_METADATA -> "looking at the metadata";
            case ADDED -> "adding the key";
            case ROTATED -> "rotating the key";
            case ROLLED_BACK -> "rolling the key back";
            case STORED -> "storing values";
            case DESCRIBED -> "changing what is noted about the key";
            case REVOKED -> "revoking the key";
            case RESTORED -> "restoring the key";
            case DESTROYED -> "destroying the key";
            case OTHER -> "doing something else with the key";
        };
    }

    private static String version(KeyEvent event, String without) {
        return event.version() == null ? without : "version " + event.version();
    }

    static String label(Mark mark) {
        return switch (mark) {
            case NEW_READER -> "New reader";
            case NEW_ADDRESS -> "New address";
            case ODD_HOUR -> "Odd hour";
        };
    }

    /** The rule by which it is given. */
    static String explanation(Mark mark) {
        return switch (mark) {
            case NEW_READER -> "Nothing else is on record of this one and this key in the 90 days before.";
            case NEW_ADDRESS -> "Nothing else is on record from this address and about this key in the 90 days before.";
            case ODD_HOUR -> "In the 90 days before, the same person did something with this key in at least 10 hours on 5 days, "
                    + "and never within an hour of this time of day.";
        };
    }
}
