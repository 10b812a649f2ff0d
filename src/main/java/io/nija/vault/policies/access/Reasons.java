package io.nija.vault.policies.access;

/** Says in words which of two rules counts. */
final class Reasons {

    private Reasons() {
    }

    static String best(NamedRule winner, int matching) {
        var pattern = winner.hasSegmentWildcards() ? "Its + stands for one part of the path" + (winner.isPrefix() ? ", its * for the rest." : ".")
                : "The path begins with what stands before its *.";
        return matching == 1 ? pattern : pattern + " Of the rules about this path it is the most specific one.";
    }

    static String outranked(NamedRule loser, NamedRule winner) {
        if (!winner.hasSegmentWildcards() && !winner.isPrefix()) {
            return "A rule that names the path exactly outranks it.";
        }
        int first = firstWildcard(loser);
        int winning = firstWildcard(winner);
        if (first != winning) {
            return "Its first wildcard comes earlier in the path.";
        }
        if (loser.isPrefix() != winner.isPrefix()) {
            return "It ends in *, and the deciding rule does not.";
        }
        return loser.stem().length() == winner.stem().length() ? "It has more +." : "It is less specific.";
    }

    private static int firstWildcard(NamedRule rule) {
        return rule.hasSegmentWildcards() ? rule.path().indexOf('+') : rule.stem().length();
    }
}
