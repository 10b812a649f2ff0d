package io.nija.vault.vault;

import java.util.List;
import java.util.Map;

/**
 * An entity of Vault, as templated policies see it.
 *
 * @param policies its own, by name
 * @param aliases  by which sign-ins it is known
 * @param groups   that it belongs to
 */
public record VaultPerson(String id, String name, Map<String, String> metadata, List<String> policies, List<Alias> aliases, List<Group> groups) {

    /** @param accessor what Vault calls the auth method */
    public record Alias(String id, String accessor, String name, Map<String, String> metadata, Map<String, String> customMetadata) {
    }

    public record Group(String id, String name, Map<String, String> metadata, List<String> policies) {
    }
}
