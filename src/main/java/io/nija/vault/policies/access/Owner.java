package io.nija.vault.policies.access;

import java.util.Optional;

/**
 * Whose a path is by a templated rule.
 *
 * @param name       what the template has to be filled in with for the rule to be about the path
 * @param probesPath the same path for the probe
 */
record Owner(String name, String probesPath) {

    /** @param rule a templated path, in which a template takes a whole part */
    static Optional<Owner> of(String rule, String path, Person probe) {
        var wanted = rule.split("/", -1);
        var given = path.split("/", -1);
        if (given.length < wanted.length) {
            return Optional.empty();
        }
        String name = null;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{{") && wanted[i].endsWith("}}")) {
                var own = probe.fill(wanted[i]);
                if (own.isEmpty() || given[i].isEmpty() || name != null && !name.equals(given[i])) {
                    return Optional.empty();
                }
                name = given[i];
                given[i] = own.get();
            }
        }
        return name == null ? Optional.empty() : Optional.of(new Owner(name, String.join("/", given)));
    }
}
