package io.nija.vault.policies.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Makes up policies and paths of few words, so that many rules are about the same path. */
final class RandomPolicies {

    private static final List<String> WORDS = List.of("a", "b", "ab", "abc", "data", "policy-probe");
    private static final List<String> CAPABILITIES = List.of("create", "read", "update", "patch", "delete", "list", "scan", "sudo");
    private static final List<String> PARAMETERS = List.of("allowed_parameters = { \"x\" = [] \"*\" = [\"a\", 1, true] }",
            "denied_parameters = {\n \"y\" = [\"b\"]\n }", "required_parameters = [\"z\"]", "min_wrapping_ttl = \"1s\"\n  max_wrapping_ttl = 90",
            "pagination_limit = 10", "expiration = \"2000-01-01T00:00:00Z\"", "expiration = \"2999-01-01T00:00:00Z\"", "comment = \"a # b // c\"");

    private final Random random;
    private final List<String> templates;

    RandomPolicies(long seed, List<String> templates) {
        random = new Random(seed);
        this.templates = templates;
    }

    /** A question. */
    String path() {
        var path = parts(() -> one(WORDS));
        return random.nextInt(5) == 0 ? path + "/" : path;
    }

    private String parts(Supplier<String> part) {
        var parts = new ArrayList<String>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            parts.add(part.get());
        }
        return String.join("/", parts);
    }

    private String rulePath() {
        var path = parts(() -> switch (random.nextInt(12)) {
            case 0, 1, 2 -> "+";
            case 3 -> random.nextInt(3) == 0 ? "x" + one(templates) : one(templates);
            default -> one(WORDS);
        });
        path = switch (random.nextInt(8)) {
            case 0, 1 -> path.endsWith("+") ? path : path + "*";
            case 2 -> path + "/*";
            case 3 -> path + "/";
            case 4 -> random.nextInt(20) == 0 ? "*" : path;
            default -> path;
        };
        return random.nextInt(15) == 0 ? "/" + path : path;
    }

    String policy() {
        boolean json = random.nextInt(6) == 0;
        var rules = new ArrayList<String>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            rules.add(json ? "\"%s\": {\"capabilities\": [%s]}".formatted(rulePath(), capabilities()) : rule());
        }
        return json ? "{\"path\": {%s}}".formatted(String.join(",\n", rules)) : String.join("\n", rules);
    }

    private String rule() {
        var comment = one(List.of("", "", "# path \"b\" { capabilities = [\"deny\"] }\n", "/* one\n two */ ", "// here\n"));
        var capabilities = random.nextInt(12) == 0 ? "policy = \"" + one(List.of("read", "write", "sudo", "deny")) + "\""
                : "capabilities = [" + capabilities() + (random.nextInt(6) == 0 ? "," : "") + "]";
        var parameter = random.nextInt(4) == 0 ? "\n  " + one(PARAMETERS) : "";
        return "%spath \"%s\" {\n  %s%s\n}".formatted(comment, rulePath(), capabilities, parameter).replace("[,]", "[]");
    }

    private String capabilities() {
        if (random.nextInt(9) == 0) {
            return "\"deny\"";
        }
        return CAPABILITIES.stream().filter(word -> random.nextInt(3) == 0).map(word -> '"' + word + '"').collect(Collectors.joining(", "));
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
