package io.nija.vault.policies.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.nija.vault.policies.access.Decision.Outranked;

/**
 * Weighs the rules of all policies that somebody holds as Vault does. A path as it is written outranks any with wildcards.
 * Of those, the one whose first wildcard comes last decides, then one without a star at its end, then one with fewer
 * {@code +}, then the longer one. Rules of the same path are taken together, and {@code deny} among them wins.
 */
public final class Acl {

    private static final Comparator<Candidate> RANK = Comparator.comparing(Candidate::firstWildcard)
            .thenComparing(candidate -> !candidate.isPrefix())
            .thenComparing(Candidate::wildcards, Comparator.reverseOrder())
            .thenComparing(candidate -> candidate.stem().length())
            .thenComparing(Candidate::stem);

    private final Map<String, List<NamedRule>> byPath = new LinkedHashMap<>();

    /** @param rules with the person's own values in place of templates */
    public Acl(List<NamedRule> rules) {
        var now = Instant.now();
        for (var rule : rules) {
            var end = rule.rule().expiration();
            if (end == null || end.isAfter(now)) {
                byPath.computeIfAbsent(rule.path(), path -> new ArrayList<>()).add(rule);
            }
        }
    }

    private record Candidate(List<NamedRule> rules) {

        NamedRule first() {
            return rules.getFirst();
        }

        boolean isPrefix() {
            return first().isPrefix();
        }

        String stem() {
            return first().stem();
        }

        int firstWildcard() {
            return first().hasSegmentWildcards() ? first().path().indexOf('+') : stem().length();
        }

        int wildcards() {
            return !first().hasSegmentWildcards() ? 0 : (int) Arrays.stream(stem().split("/", -1)).filter("+"::equals).count();
        }
    }

    /** What Vault answers to a question for the capabilities at a path, and why. */
    public Decision decide(String asked) {
        var path = asked.replaceFirst("^/+", "");
        var withoutSlash = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        var matching = new ArrayList<Candidate>();
        exact(path, matching);
        if (!withoutSlash.equals(path)) {
            exact(withoutSlash, matching);
        }
        int exact = matching.size();
        wild(path, matching);
        if (!withoutSlash.equals(path)) {
            wild(withoutSlash, matching);
        }
        if (matching.isEmpty()) {
            return new Decision(Set.of("deny"), List.of(), "No rule is about this path, and what no rule allows is forbidden.", List.of());
        }
        var winner = matching.getFirst();
        return new Decision(capabilities(winner), winner.rules(), exact > 0 ? exactly(winner, path) : Reasons.best(winner.first(), matching.size()),
                matching.stream().skip(1).flatMap(loser -> loser.rules().stream())
                        .map(rule -> new Outranked(rule, Reasons.outranked(rule, winner.first()))).toList());
    }

    private static String exactly(Candidate winner, String path) {
        return winner.first().path().equals(path) ? "It names this path exactly, which outranks every wildcard."
                : "It names this path without the slash at its end, which counts for listing too and outranks every wildcard.";
    }

    private void exact(String path, List<Candidate> found) {
        var rules = byPath.get(path);
        if (rules != null && !rules.getFirst().isPrefix() && !rules.getFirst().hasSegmentWildcards()) {
            found.add(new Candidate(rules));
        }
    }

    /** Best first. */
    private void wild(String path, List<Candidate> found) {
        byPath.values().stream().filter(rules -> matches(rules.getFirst(), path)).map(Candidate::new)
                .sorted(RANK.reversed()).filter(candidate -> !found.contains(candidate)).forEach(found::add);
    }

    private static boolean matches(NamedRule rule, String path) {
        return rule.hasSegmentWildcards() ? matchesSegments(rule, path) : rule.isPrefix() && path.startsWith(rule.stem());
    }

    private static boolean matchesSegments(NamedRule rule, String path) {
        var wanted = rule.stem().split("/", -1);
        var given = path.split("/", -1);
        if (given.length < wanted.length || !rule.isPrefix() && given.length != wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            boolean last = rule.isPrefix() && i == wanted.length - 1;
            if (!wanted[i].equals("+") && !wanted[i].equals(given[i]) && !(last && given[i].startsWith(wanted[i]))) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> capabilities(Candidate winner) {
        var all = new TreeSet<String>();
        winner.rules().forEach(rule -> all.addAll(rule.rule().capabilities()));
        return all.contains("deny") || all.isEmpty() ? Set.of("deny") : all;
    }
}
