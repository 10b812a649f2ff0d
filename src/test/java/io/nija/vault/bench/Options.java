package io.nija.vault.bench;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param quick so short that the figures mean nothing, for trying it out
 * @param jvm   the options with which the launcher starts the console
 */
record Options(Set<Part> only, boolean quick, List<String> jvm) {

    /** What can be measured by itself, in the order in which it is. */
    enum Part {
        VAULT, PEER, MEMORY, REDIS, PLAIN, BATCH, FIRST_CALL, GROWTH;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static final int USERS = 200;

    static Options parse(String... arguments) {
        var only = EnumSet.allOf(Part.class);
        var quick = false;
        var jvm = new ArrayList<String>();
        for (var argument : arguments) {
            if (argument.equals("--quick")) {
                quick = true;
            } else if (argument.startsWith("--jvm=")) {
                jvm.add(argument.substring("--jvm=".length()));
            } else if (argument.startsWith("--only=")) {
                only.clear();
                for (var name : argument.substring("--only=".length()).split(",")) {
                    only.add(part(name));
                }
            } else {
                throw new BenchException("unknown: " + argument + "; there are --quick and --only=PART,…");
            }
        }
        return new Options(only, quick, jvm);
    }

    private static Part part(String name) {
        return EnumSet.allOf(Part.class).stream().filter(part -> part.text().equals(name)).findFirst().orElseThrow(() ->
                new BenchException("there is no part " + name + " but " + EnumSet.allOf(Part.class).stream().map(Part::text).toList()));
    }

    boolean asksFor(Part part) {
        return only.contains(part);
    }

    /** Whether the gateway without a cache is needed. */
    boolean asksForPlainGateway() {
        return asksFor(Part.PLAIN) || asksFor(Part.BATCH) || asksFor(Part.FIRST_CALL) || asksFor(Part.GROWTH);
    }

    /** Before a steady figure: the JIT takes one of two cores at first. */
    int warmUpSeconds() {
        return quick ? 3 : 60;
    }

    /** For what has been warm and did something else meanwhile. */
    int warmUpAgainSeconds() {
        return quick ? 1 : 15;
    }

    int steadySeconds() {
        return quick ? 2 : 10;
    }

    /** What the users grow to. */
    int manyUsers() {
        return quick ? 2_000 : 100_000;
    }
}
