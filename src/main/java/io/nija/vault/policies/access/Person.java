package io.nija.vault.policies.access;

import java.util.Optional;

import io.nija.vault.vault.VaultPerson;

/** Fills a person's own values into templated paths, as Vault does at each request. */
public record Person(VaultPerson entity) {

    /** What may not come of a template, lest a name reach beyond its place in the path. */
    private static final String FORBIDDEN = "/*+";

    /** The path for this person; empty when the rule does not exist for them, as something that it names is missing. */
    public Optional<String> fill(String path) {
        var filled = new StringBuilder();
        int at = 0;
        for (int open = path.indexOf("{{"); open >= 0; open = path.indexOf("{{", at)) {
            int close = path.indexOf("}}", open);
            if (close < 0) {
                return Optional.empty();
            }
            var value = value(path.substring(open + 2, close).strip());
            if (value.isEmpty() || value.get().chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
                return Optional.empty();
            }
            filled.append(path, at, open).append(value.get());
            at = close + 2;
        }
        return Optional.of(filled.append(path.substring(at)).toString());
    }

    private Optional<String> value(String selector) {
        if (selector.startsWith("identity.entity.")) {
            return ofEntity(selector.substring("identity.entity.".length()));
        }
        if (selector.startsWith("identity.groups.")) {
            return ofGroup(selector.substring("identity.groups.".length()));
        }
        return Optional.empty();
    }

    private Optional<String> ofEntity(String selector) {
        if (selector.startsWith("aliases.")) {
            var parts = selector.substring("aliases.".length()).split("\\.", 2);
            return parts.length < 2 ? Optional.empty() : entity.aliases().stream().filter(alias -> alias.accessor().equals(parts[0])).findFirst()
                    .flatMap(alias -> ofAlias(alias, parts[1]));
        }
        return selector.startsWith("metadata.") ? Optional.ofNullable(entity.metadata().get(selector.substring("metadata.".length())))
                : present(switch (selector) {
                    case "id" -> entity.id();
                    case "name" -> entity.name();
                    default -> "";
                });
    }

    private static Optional<String> ofAlias(VaultPerson.Alias alias, String selector) {
        if (selector.startsWith("metadata.")) {
            return Optional.ofNullable(alias.metadata().get(selector.substring("metadata.".length())));
        }
        if (selector.startsWith("custom_metadata.")) {
            return Optional.ofNullable(alias.customMetadata().get(selector.substring("custom_metadata.".length())));
        }
        return present(switch (selector) {
            case "id" -> alias.id();
            case "name" -> alias.name();
            default -> "";
        });
    }

    private Optional<String> ofGroup(String selector) {
        var parts = selector.split("\\.", 3);
        if (parts.length < 3) {
            return Optional.empty();
        }
        return entity.groups().stream().filter(group -> parts[1].equals(parts[0].equals("ids") ? group.id() : group.name())).findFirst()
                .flatMap(group -> parts[2].startsWith("metadata.") ? Optional.ofNullable(group.metadata().get(parts[2].substring("metadata.".length())))
                        : present(switch (parts[2]) {
                            case "id" -> group.id();
                            case "name" -> group.name();
                            default -> "";
                        }));
    }

    private static Optional<String> present(String value) {
        return Optional.of(value).filter(text -> !text.isEmpty());
    }
}
