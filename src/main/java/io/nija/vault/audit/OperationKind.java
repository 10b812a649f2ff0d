package io.nija.vault.audit;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** What an operation is about, by the path that it went to. */
public enum OperationKind {

    VALUES("values of a key"),
    METADATA("metadata of a key"),
    REVOKE("revoking a key"),
    RESTORE("restoring a key"),
    DESTROY("destroying versions"),
    SIGN_IN("sign-in"),
    TOKEN("token"),
    TRANSIT("encryption"),
    POLICY("policies"),
    IDENTITY("identities and roles"),
    SYSTEM("system"),
    CONSOLE("the console itself"),
    OTHER("other");

    /** What stands in place of an engine's type in the console's own records; Vault has no such engine. */
    public static final String CONSOLE_MOUNT = "console";

    private final String label;

    OperationKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** @param mount the type of the engine, as Vault's audit log has it */
    public static OperationKind of(String path, @Nullable String mount) {
        if (CONSOLE_MOUNT.equals(mount)) {
            return CONSOLE;
        }
        var parts = path.split("/", 3);
        var second = parts.length > 1 ? parts[1] : "";
        if (parts[0].equals("audit-heads") || parts[0].equals("canary")) {
            return SYSTEM;
        }
        if ("kv".equals(mount) || path.startsWith("secret/")) {
            return switch (second) {
                case "data", "subkeys" -> VALUES;
                case "metadata", "detailed-metadata" -> METADATA;
                case "delete" -> REVOKE;
                case "undelete" -> RESTORE;
                case "destroy" -> DESTROY;
                default -> OTHER;
            };
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "transit" -> TRANSIT;
            case "identity" -> IDENTITY;
            case "auth" -> path.startsWith("auth/token/") ? TOKEN : path.contains("/login") ? SIGN_IN : IDENTITY;
            case "sys" -> second.equals("policies") || second.equals("policy") ? POLICY : SYSTEM;
            default -> OTHER;
        };
    }
}
