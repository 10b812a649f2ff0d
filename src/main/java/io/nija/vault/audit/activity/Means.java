package io.nija.vault.audit.activity;

import java.util.Set;

import io.nija.vault.audit.ConsoleAction;
import io.nija.vault.audit.KeyEvent.Actor;
import io.nija.vault.audit.KeyEvent.Deed;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;

/**
 * What a class of operations says: who by which role, and what they did.
 *
 * @param own whether it is of the console's own records
 */
record Means(int id, boolean own, String operation, OperationKind kind, OperationOutcome outcome, String role) {

    /** The roles under which the gateway signs a person's program in. */
    private static final Set<String> PROGRAMS = Set.of("user-read", "user-gateway");

    /** The console's own identity on its rounds, of which nobody needs to know. */
    boolean isUpkeep() {
        return !own && role.equals("console") && kind == OperationKind.METADATA
                && (outcome == OperationOutcome.DONE || outcome == OperationOutcome.NOT_FOUND || outcome == OperationOutcome.UNANSWERED);
    }

    boolean isProgram() {
        return PROGRAMS.contains(role) || deed() == Deed.READ_FROM_CACHE;
    }

    /** Whether somebody got the values. That they were shown then is on record besides, and no other reading. */
    boolean isReading() {
        return outcome == OperationOutcome.DONE && (deed() == Deed.READ || deed() == Deed.READ_FROM_CACHE);
    }

    /** What the console asks Vault for while the owner uses it. Whoever else has that role is refused. */
    boolean isByHandOfOwner() {
        return actor(true) == Actor.YOU;
    }

    /** @param owner whether it was done in the name of the key's owner */
    Actor actor(boolean owner) {
        if (own || PROGRAMS.contains(role)) {
            return !owner ? staffOr(Actor.ANOTHER_USER) : isProgram() ? Actor.YOUR_PROGRAM : Actor.YOU;
        }
        return switch (role) {
            case "user", "user-destroy" -> owner ? Actor.YOU : Actor.ANOTHER_USER;
            case "trading-engine" -> Actor.TRADING_ENGINE;
            case "migration" -> Actor.IMPORT;
            case "console" -> Actor.CONSOLE;
            case "root" -> Actor.ROOT;
            default -> staffOr(Actor.SOMEBODY);
        };
    }

    private Actor staffOr(Actor other) {
        return switch (role) {
            case "support" -> Actor.SUPPORT;
            case "admin" -> Actor.ADMIN;
            default -> other;
        };
    }

    Deed deed() {
        if (own) {
            return kind == OperationKind.VALUES ? Deed.READ_FROM_CACHE : consoleDeed();
        }
        return switch (kind) {
            case VALUES -> switch (operation) {
                case "read", "list" -> Deed.READ;
                case "delete" -> Deed.REVOKED;
                default -> Deed.STORED;
            };
            case METADATA -> switch (operation) {
                case "read", "list" -> Deed.LOOKED_AT_METADATA;
                // With all versions.
                case "delete" -> Deed.DESTROYED;
                default -> Deed.DESCRIBED;
            };
            case REVOKE -> Deed.REVOKED;
            case RESTORE -> Deed.RESTORED;
            case DESTROY -> Deed.DESTROYED;
            default -> Deed.OTHER;
        };
    }

    private Deed consoleDeed() {
        for (var action : ConsoleAction.values()) {
            if (action.word().equals(operation)) {
                return switch (action) {
                    case REVEAL -> Deed.LOOKED_AT_VALUES;
                    case LOOK_UP -> Deed.LOOKED_AT_METADATA;
                    case ADD -> Deed.ADDED;
                    case ROTATE -> Deed.ROTATED;
                    case ROLL_BACK -> Deed.ROLLED_BACK;
                    case REVOKE -> Deed.REVOKED;
                    case RESTORE -> Deed.RESTORED;
                    case DESTROY -> Deed.DESTROYED;
                    case CACHED_READ, SIGN_IN, SIGN_OUT, SESSION_END, STEP_UP, EXPORT, OPEN_LINK, ACKNOWLEDGE, RELEASE, SILENCE, END_SILENCE, SEND_AGAIN, EXPIRY_RULE,
                            BACK_UP, CANCEL_BACKUP, VERIFY_BACKUP, REMOVE_BACKUP, DRILL, WITHDRAW_DRILL -> Deed.OTHER;
                };
            }
        }
        return Deed.OTHER;
    }
}
