package io.nija.vault.policies.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.nija.vault.vault.Capabilities;

/** Who is meant to do what is forbidden to all others. It is stated wherever the check is shown. */
enum Exemption {

    OWN_KEYS(List.of("jwt/user", "jwt/user-gateway"), EscalationRoute.VALUES, Set.of("create", "read", "update", "patch", "delete"), Exemption::isOwn,
            "People keep their own keys, and nobody else's."),
    OWN_READ(List.of("jwt/user-read"), EscalationRoute.VALUES, Set.of("read"), Exemption::isOwn, "People's own programs read their own keys, and nobody else's."),
    OWN_VERSIONS(List.of("jwt/user", "jwt/user-gateway"), EscalationRoute.VERSIONS, Set.of("update", "patch"), Exemption::isOwn,
            "People revoke, restore and describe their own keys, and nobody else's."),
    OWN_DESTROY(List.of("jwt/user-destroy"), EscalationRoute.VERSIONS, Set.of("update"), Exemption::isOwn, "People destroy their own keys, and nobody else's."),
    TRADING(List.of("approle/trading-engine"), EscalationRoute.VALUES, Set.of("read"), path -> path.startsWith("secret/data/users/"),
            "The trading engine reads everybody's keys, as it trades for them. Whoever holds its identity can obtain every value."),
    TRADING_TRANSIT(List.of("approle/trading-engine"), EscalationRoute.DECRYPTION, Set.of("update"), Exemption::isCredentialKey,
            "The trading engine opens what it has sealed for a while itself."),
    IMPORT(List.of("approle/migration"), EscalationRoute.VALUES, Set.of("create"), path -> path.startsWith("secret/data/users/"),
            "The import of existing keys adds keys that are not there yet. It reads none."),
    CACHE(List.of("approle/console"), EscalationRoute.DECRYPTION, Set.of("update"), Exemption::isCredentialKey,
            "The console opens the entries of its own cache, which hold keys of the last minutes."),
    PROBE(List.of("approle/console"), EscalationRoute.TOKENS, Set.of("update"), path -> path.equals("auth/token/create/policy-probe"),
            "The console makes tokens that nobody can use, to ask the vault what policies allow."),
    BACKUP(List.of("approle/backup"), EscalationRoute.SNAPSHOT, Set.of("read"), path -> true,
            "The backup takes snapshots of the storage, which the vault's own keys have sealed."),
    OPERATOR(List.of("approle/local-operator"), EscalationRoute.SECRET_IDS, Set.of("update"),
            Pattern.compile("auth/approle/role/(trading-engine|migration)/secret-id").asMatchPredicate(),
            "In the embedded vault, the operator's part is played by an identity that issues secret ids of two programs.");

    private final List<String> holders;
    private final EscalationRoute route;
    private final Set<String> capabilities;
    private final Predicate<String> paths;
    private final String why;

    Exemption(List<String> holders, EscalationRoute route, Set<String> capabilities, Predicate<String> paths, String why) {
        this.holders = holders;
        this.route = route;
        this.capabilities = capabilities;
        this.paths = paths;
        this.why = why;
    }

    /** Templated policies are filled in for the probe, so what the probe may do is what each may do with their own. */
    private static boolean isOwn(String path) {
        return path.matches("secret/[a-z]+/users/" + Pattern.quote(Capabilities.PERSON) + "/[^/]+");
    }

    private static boolean isCredentialKey(String path) {
        return path.equals("transit/decrypt/user-credentials");
    }

    static Optional<Exemption> of(String holder, EscalationRoute route, String path, Set<String> forbidden) {
        return Arrays.stream(values()).filter(one -> one.holders.contains(holder) && one.route == route && one.paths.test(path)
                && one.capabilities.containsAll(forbidden)).findFirst();
    }

    String why() {
        return why;
    }
}
