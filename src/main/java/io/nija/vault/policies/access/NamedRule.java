package io.nija.vault.policies.access;

import io.nija.vault.policies.language.PathRule;

/**
 * A rule with the policy it stands in.
 *
 * @param path what the rule's path is for the person it was filled in for
 */
public record NamedRule(String policy, PathRule rule, String path) {

    /** Where it stands, such as {@code user, line 12}. */
    public String place() {
        return policy + ", line " + rule.line();
    }

    boolean hasSegmentWildcards() {
        return path.equals("+") || path.contains("/+") || path.startsWith("+/");
    }

    boolean isPrefix() {
        return path.endsWith("*");
    }

    /** The path without the star at its end. */
    String stem() {
        return isPrefix() ? path.substring(0, path.length() - 1) : path;
    }
}
