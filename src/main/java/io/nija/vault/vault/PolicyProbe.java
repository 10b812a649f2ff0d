package io.nija.vault.vault;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.vault.core.VaultOperations;

/**
 * Sets up how the console asks Vault what policies allow: a token role whose tokens carry any policies and can be used by
 * nobody, as they are bound to an address that no connection can come from. What they may do is asked by
 * {@code sys/capabilities}. See {@code src/docs/decisions/policies-are-asked-by-tokens-that-nobody-can-use.md}.
 */
final class PolicyProbe {

    static final String ROLE = "policy-probe";

    /** The person that templated policies are filled in for. */
    static final String PERSON = "policy-probe";

    /** As Vault's token roles take them, in a fixed order. */
    static final Map<String, Object> SETTINGS = new TreeMap<>(Map.of(
            // Root is in no glob: Vault gives it to holders of root only.
            "allowed_policies_glob", List.of("*"),
            "token_bound_cidrs", List.of("0.0.0.0/32"),
            "allowed_entity_aliases", List.of(PERSON),
            "token_type", "batch",
            "orphan", true,
            "renewable", false));

    private static final String ENTITY = "identity/entity/name/" + PERSON;

    private PolicyProbe() {
    }

    static void provision(VaultOperations vault) {
        vault.write("auth/token/roles/" + ROLE, SETTINGS);
        vault.write(ENTITY, Map.of());
        var person = vault.read(ENTITY).getRequiredData().get("id");
        var methods = vault.read("sys/auth").getRequiredData();
        for (var method : List.of(Provisioning.JWT, "token")) {
            vault.write("identity/entity-alias", Map.of("name", PERSON, "canonical_id", person,
                    "mount_accessor", ((Map<?, ?>) methods.get(method + "/")).get("accessor")));
        }
    }
}
