package io.nija.vault.policies.language;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.nija.vault.policies.language.Item.Body;
import org.jspecify.annotations.Nullable;

/**
 * A policy as rules, in the order of the text. Texts in HCL and in JSON are read; what Vault would refuse to store is
 * refused here.
 */
public record PolicyText(List<PathRule> rules) {

    /** What policies said before there were capabilities, and still may. */
    private static final Map<String, List<String>> OLD_WORDS = Map.of("deny", List.of("deny"), "read", List.of("read", "list"),
            "write", List.of("create", "read", "update", "delete", "list"),
            "sudo", List.of("create", "read", "update", "delete", "list", "sudo"));
    private static final Set<String> PARAMETERS = Set.of("allowed_parameters", "denied_parameters", "required_parameters", "min_wrapping_ttl",
            "max_wrapping_ttl", "mfa_methods", "pagination_limit", "list_scan_response_keys_filter_path", "control_group");
    private static final Set<String> OTHERS = Set.of("comment", "policy", "capabilities", "expiration");

    /** @throws PolicySyntaxException when the text is no policy */
    public static PolicyText parse(String text) {
        var rules = new ArrayList<PathRule>();
        for (var item : ItemParser.parse(text).items()) {
            switch (item.name()) {
                case "name" -> { }
                case "path" -> paths(item, ItemParser.isJson(text), rules);
                default -> throw new PolicySyntaxException(item.line(), "A policy has no “" + item.keys().getFirst() + "”");
            }
        }
        return new PolicyText(List.copyOf(rules));
    }

    /** In JSON, the paths are below the word itself, in an object or in a list of such. */
    private static void paths(Item item, boolean json, List<PathRule> rules) {
        if (item.keys().size() > 1) {
            rules.add(rule(item.keys().get(1), item));
        } else if (json && item.value() instanceof Body body) {
            body.items().forEach(below -> rules.add(rule(below.keys().getFirst(), below)));
        } else if (json && item.value() instanceof List<?> list) {
            list.forEach(one -> paths(new Item(item.keys(), one, item.line(), item.end()), true, rules));
        } else {
            throw new PolicySyntaxException(item.line(), "A path needs braces after it");
        }
    }

    private static PathRule rule(String path, Item item) {
        if (!(item.value() instanceof Body body)) {
            throw new PolicySyntaxException(item.line(), "The path “" + path + "” needs braces after it");
        }
        if (path.contains("+*")) {
            throw new PolicySyntaxException(item.line(), "“+*” is no wildcard");
        }
        if (!isBalanced(path)) {
            throw new PolicySyntaxException(item.line(), "“{{” and “}}” must stand in pairs");
        }
        var capabilities = new TreeSet<String>();
        var parameters = new LinkedHashMap<String, String>();
        Instant expiration = null;
        for (var inner : body.items()) {
            switch (inner.name()) {
                case "capabilities" -> capabilities.addAll(capabilities(inner));
                case "policy" -> capabilities.addAll(oldWord(inner));
                case "expiration" -> expiration = time(inner);
                default -> {
                    if (PARAMETERS.contains(inner.name())) {
                        parameters.put(inner.name(), words(inner.value()));
                    } else if (!OTHERS.contains(inner.name())) {
                        throw new PolicySyntaxException(inner.line(), "A path has no “" + inner.keys().getFirst() + "”");
                    }
                }
            }
        }
        return new PathRule(path.startsWith("/") ? path.substring(1) : path, capabilities.contains("deny") ? Set.of("deny") : Set.copyOf(capabilities),
                parameters, expiration, item.line(), item.end());
    }

    private static boolean isBalanced(String path) {
        boolean open = false;
        for (int i = 0; i < path.length() - 1; i++) {
            if (path.startsWith(open ? "}}" : "{{", i)) {
                open = !open;
                i++;
            } else if (path.startsWith(open ? "{{" : "}}", i)) {
                return false;
            }
        }
        return !open;
    }

    private static List<String> capabilities(Item item) {
        if (!(item.value() instanceof List<?> list)) {
            throw new PolicySyntaxException(item.line(), "Capabilities stand in brackets");
        }
        var words = list.stream().map(String::valueOf).toList();
        for (var word : words) {
            if (!PathRule.CAPABILITIES.contains(word)) {
                throw new PolicySyntaxException(item.line(), "“" + word + "” is no capability");
            }
        }
        return words;
    }

    private static List<String> oldWord(Item item) {
        var words = OLD_WORDS.get(String.valueOf(item.value()));
        if (words == null) {
            throw new PolicySyntaxException(item.line(), "“" + item.value() + "” is none of deny, read, write and sudo");
        }
        return words;
    }

    private static Instant time(Item item) {
        try {
            return item.value() instanceof Long seconds ? Instant.ofEpochSecond(seconds) : OffsetDateTime.parse(String.valueOf(item.value())).toInstant();
        } catch (DateTimeException e) {
            throw new PolicySyntaxException(item.line(), "“" + item.value() + "” is no time");
        }
    }

    /** The rules alone, each written in the same way, without comments. */
    public String formatted() {
        return rules.stream().map(PolicyText::formatted).collect(Collectors.joining("\n"));
    }

    private static String formatted(PathRule rule) {
        var lines = new ArrayList<String>();
        lines.add("path \"" + rule.path() + "\" {");
        lines.add("  capabilities = " + PathRule.CAPABILITIES.stream().filter(rule.capabilities()::contains).map(word -> "\"" + word + "\"").collect(Collectors.joining(", ", "[", "]")));
        rule.parameters().forEach((name, value) -> lines.add("  " + name + (value.startsWith("{") && name.equals("control_group") ? " " : " = ") + value));
        if (rule.expiration() != null) {
            lines.add("  expiration = \"" + rule.expiration() + "\"");
        }
        lines.add("}\n");
        return String.join("\n", lines);
    }

    private static String words(@Nullable Object value) {
        return switch (value) {
            case Body body -> body.items().stream().map(item -> "\"" + String.join("\" \"", item.keys()) + (item.value() instanceof Body ? "\" " : "\" = ") + words(item.value()))
                    .collect(Collectors.joining(", ", "{ ", " }"));
            case List<?> list -> list.stream().map(PolicyText::words).collect(Collectors.joining(", ", "[", "]"));
            case String text -> "\"" + text + "\"";
            case null -> "null";
            default -> value.toString();
        };
    }
}
