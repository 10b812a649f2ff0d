package io.nija.vault.policies.check;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A way to credential values, or to more permissions.
 *
 * @param name      for people
 * @param places    paths on it; a part in braces stands for any, and {@code {anything}} at the end for any more
 * @param forbidden what nobody of the staff may do there
 */
public record EscalationRoute(String name, List<String> places, Set<String> forbidden) {

    private static final Set<String> WRITE = Set.of("create", "update", "patch", "delete", "sudo", "root");
    private static final Set<String> ANYTHING = Set.of("create", "read", "update", "patch", "delete", "list", "scan", "sudo", "root");
    private static final Set<String> VALUE = Set.of("create", "read", "update", "patch", "delete", "sudo", "root");

    public static final EscalationRoute VALUES = new EscalationRoute("Credential values",
            List.of("secret/data/users/{user}/{broker}", "secret/data/users/{user}/{broker}--{name}", "secret/data/{anything}", "secret/data/{a}/{b}/{c}/{d}",
                    "secret/subkeys/users/{user}/{broker}"), VALUE);
    public static final EscalationRoute VERSIONS = new EscalationRoute("Versions of credentials",
            List.of("secret/delete/users/{user}/{broker}", "secret/undelete/users/{user}/{broker}", "secret/destroy/users/{user}/{broker}",
                    "secret/metadata/users/{user}/{broker}", "secret/metadata/{anything}", "secret/destroy/{anything}", "secret/config"), WRITE);
    public static final EscalationRoute DECRYPTION = new EscalationRoute("Decryption by Transit",
            List.of("transit/decrypt/user-credentials", "transit/decrypt/{key}"), WRITE);
    static final EscalationRoute KEYS = new EscalationRoute("Encryption keys",
            List.of("transit/keys/user-credentials", "transit/keys/user-credentials/config", "transit/keys/{key}/config", "transit/keys/{key}/rotate",
                    "transit/keys/{key}/trim", "transit/restore", "transit/restore/{key}"), WRITE);
    static final EscalationRoute KEY_EXPORT = new EscalationRoute("Export of encryption keys",
            List.of("transit/export/encryption-key/user-credentials", "transit/export/{type}/{key}", "transit/backup/{key}"), ANYTHING);
    public static final EscalationRoute TOKENS = new EscalationRoute("New tokens",
            List.of("auth/token/create", "auth/token/create-orphan", "auth/token/create/{role}"), WRITE);
    static final EscalationRoute TOKEN_ROLES = new EscalationRoute("Token roles", List.of("auth/token/roles/{role}"), WRITE);
    public static final EscalationRoute SECRET_IDS = new EscalationRoute("Secret ids of AppRoles",
            List.of("auth/approle/role/{role}/secret-id", "auth/approle/role/{role}/custom-secret-id"), WRITE);
    static final EscalationRoute SNAPSHOT = new EscalationRoute("Snapshot of the storage", List.of("sys/storage/raft/snapshot"), Set.of("read", "sudo", "root"));

    /** In the order of the table that people see. */
    public static final List<EscalationRoute> ALL = List.of(VALUES, VERSIONS, DECRYPTION, KEYS, KEY_EXPORT,
            new EscalationRoute("Policies", List.of("sys/policies/acl/{policy}", "sys/policies/acl/support", "sys/policies/{type}/{policy}", "sys/policy/{policy}"), WRITE),
            new EscalationRoute("Sign-in settings", List.of("auth/jwt/config", "auth/{method}/config"), WRITE),
            new EscalationRoute("Sign-in roles", List.of("auth/jwt/role/support", "auth/jwt/role/admin", "auth/{method}/role/{role}", "auth/approle/role/{role}/policies",
                    "auth/approle/role/{role}/token-policies", "auth/approle/role/{role}/role-id", "auth/approle/role/{role}/bind-secret-id",
                    "auth/approle/role/{role}/token-bound-cidrs", "auth/approle/role/{role}/secret-id-bound-cidrs",
                    "auth/{method}/users/{user}", "auth/{method}/groups/{group}", "auth/{method}/map/{kind}/{name}"), WRITE),
            SECRET_IDS, TOKENS, TOKEN_ROLES,
            new EscalationRoute("Identities", List.of("identity/entity", "identity/entity/id/{id}", "identity/entity/name/{name}", "identity/entity/merge",
                    "identity/entity/batch-delete", "identity/entity-alias", "identity/entity-alias/id/{id}", "identity/group", "identity/group/id/{id}",
                    "identity/group/name/{name}", "identity/group-alias", "identity/group-alias/id/{id}", "identity/persona", "identity/oidc/key/{name}",
                    "identity/oidc/role/{name}"), WRITE),
            new EscalationRoute("Mounts", List.of("sys/mounts/secret/tune", "sys/mounts/{mount}/tune", "sys/mounts/{mount}", "sys/remount"), WRITE),
            new EscalationRoute("Auth methods", List.of("sys/auth/{method}", "sys/auth/{method}/tune"), WRITE),
            new EscalationRoute("Raw storage", List.of("sys/raw/{anything}", "sys/raw/{a}/{b}"), ANYTHING),
            new EscalationRoute("Plugins", List.of("sys/plugins/catalog/{type}/{name}", "sys/plugins/reload/backend", "sys/plugins/{anything}"), WRITE),
            SNAPSHOT,
            new EscalationRoute("Restoring a snapshot", List.of("sys/storage/raft/snapshot", "sys/storage/raft/snapshot-force",
                    "sys/storage/raft/remove-peer", "sys/storage/raft/bootstrap"), WRITE),
            new EscalationRoute("Root token", List.of("sys/generate-root/attempt", "sys/generate-root/update", "sys/generate-root-token/attempt",
                    "sys/generate-root-token/update"), WRITE),
            new EscalationRoute("Seal keys", List.of("sys/rotate", "sys/rotate/{what}", "sys/rotate/{what}/{step}", "sys/rekey/{step}"), WRITE),
            new EscalationRoute("Audit devices", List.of("sys/audit/{device}", "sys/config/auditing/request-headers/{header}"), WRITE),
            new EscalationRoute("Namespaces", List.of("sys/namespaces/{name}"), WRITE));

    /**
     * Paths on this way for which Vault is asked about somebody with such rules: examples, and for each rule one that it
     * would be about, so that a rule for a single person's key is found, too.
     */
    Stream<String> questions(List<String> rulePaths) {
        return places.stream().flatMap(place -> Stream.concat(Stream.of(Witness.example(place)),
                rulePaths.stream().flatMap(rule -> Witness.of(rule, place).stream()))).distinct();
    }
}
