package io.nija.vault.policies.access;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.nija.vault.vault.VaultPerson;

/** Puts one person in a path in the place of another, and the other way round. */
final class Swap {

    private final Map<String, String> other = new HashMap<>();

    Swap(VaultPerson one, VaultPerson two) {
        both(one.id(), two.id());
        both(one.name(), two.name());
        for (var alias : one.aliases()) {
            two.aliases().stream().filter(its -> its.accessor().equals(alias.accessor())).findFirst().ifPresent(its -> {
                both(alias.id(), its.id());
                both(alias.name(), its.name());
            });
        }
    }

    private void both(String one, String two) {
        other.put(one, two);
        other.put(two, one);
    }

    String path(String path) {
        return Arrays.stream(path.split("/", -1)).map(part -> other.getOrDefault(part, part)).collect(Collectors.joining("/"));
    }
}
