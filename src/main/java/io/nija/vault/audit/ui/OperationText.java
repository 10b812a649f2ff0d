package io.nija.vault.audit.ui;

import io.nija.vault.audit.Operation;

/** Says in words what an operation was, as what follows its user's name: "read the values of kraken--main". */
final class OperationText {

    private OperationText() {
    }

    static String of(Operation operation) {
        return switch (operation.kind()) {
            case VALUES -> verb(operation, "read the values of ", "wrote ", "revoked ", "listed what is under ") + subject(operation) + version(operation);
            case METADATA -> operation.operation().equals("list") ? "listed " + keys(operation)
                    : verb(operation, "read the metadata of ", "changed the notes on ", "destroyed for good ", "") + subject(operation);
            case REVOKE -> "revoked " + subject(operation);
            case RESTORE -> "restored " + subject(operation);
            case DESTROY -> "destroyed versions of " + subject(operation);
            case SIGN_IN -> "signed in at " + operation.path();
            case TOKEN -> token(operation);
            case TRANSIT -> transit(operation);
            case CONSOLE -> console(operation);
            case POLICY, IDENTITY, SYSTEM, OTHER -> verb(operation, "read ", "wrote ", "deleted ", "listed ") + operation.path();
        };
    }

    private static String verb(Operation operation, String read, String write, String delete, String list) {
        return switch (operation.operation()) {
            case "read" -> read;
            case "create", "update", "patch" -> write;
            case "delete" -> delete;
            case "list" -> list;
            default -> operation.operation() + " ";
        };
    }

    /** The owner is named where it is somebody else. */
    private static String subject(Operation operation) {
        if (operation.key() == null || operation.owner() == null) {
            return operation.path();
        }
        return operation.owner().equals(operation.user()) ? operation.key() : operation.owner() + "’s " + operation.key();
    }

    private static String keys(Operation operation) {
        var owner = operation.path().replaceFirst("^.*/metadata/users/", "").replaceFirst("/.*$", "");
        if (owner.isEmpty()) {
            return "who has keys";
        }
        return owner.equals(operation.user()) ? "their keys" : owner + "’s keys";
    }

    private static String version(Operation operation) {
        return operation.version() == null ? "" : ", version " + operation.version();
    }

    private static String token(Operation operation) {
        return switch (operation.path()) {
            case "auth/token/lookup-self" -> "looked at their own token";
            case "auth/token/renew-self" -> "renewed their own token";
            case "auth/token/revoke-self" -> "ended their own token";
            default -> verb(operation, "read ", "wrote ", "deleted ", "listed ") + operation.path();
        };
    }

    private static String console(Operation operation) {
        return switch (operation.operation()) {
            case "sign-in" -> "signed in to the console";
            case "sign-out" -> "signed out of the console";
            case "session-end" -> "was signed out as their session ended";
            case "step-up" -> "confirmed who they are";
            case "export" -> "exported audit records";
            case "reveal" -> "looked at a value of " + subject(operation) + version(operation);
            case "add" -> "added " + subject(operation);
            case "rotate" -> "rotated " + subject(operation) + version(operation);
            case "roll-back" -> "rolled back " + subject(operation) + version(operation);
            case "revoke" -> "revoked " + subject(operation);
            case "restore" -> "restored " + subject(operation);
            case "destroy" -> "destroyed for good " + subject(operation);
            case "acknowledge" -> "acknowledged an alert";
            case "release" -> "gave an alert back";
            case "silence" -> "silenced alerts for a while";
            case "end-silence" -> "ended the silence of alerts";
            case "send-again" -> "had a letter sent again that had not arrived";
            case "look-up" -> operation.key() == null ? "looked up whose keys there are" : "looked up " + subject(operation);
            case "open-link" -> "opened the link of a request";
            case "expiry-rule" -> "changed how old keys may get";
            case "back-up" -> "began a backup";
            case "cancel-backup" -> "cancelled a backup";
            case "verify-backup" -> "had a backup read back";
            case "remove-backup" -> "deleted a backup";
            case "drill" -> "asked for a restore drill";
            case "withdraw-drill" -> "withdrew a restore drill that had been asked for";
            default -> operation.operation() + " " + operation.path();
        };
    }

    private static String transit(Operation operation) {
        var parts = operation.path().split("/");
        var key = parts[parts.length - 1];
        return switch (parts.length > 2 ? parts[1] : "") {
            case "encrypt" -> "encrypted with " + key;
            case "decrypt" -> "decrypted with " + key;
            case "datakey" -> "made a data key of " + key;
            case "hmac" -> "hashed with " + key;
            case "sign" -> "signed with " + key;
            case "verify" -> "verified with " + key;
            default -> verb(operation, "read ", "wrote ", "deleted ", "listed ") + operation.path();
        };
    }
}
