package io.nija.vault.audit.search;

import java.util.HashSet;
import java.util.List;

import io.nija.vault.audit.AuditFilter;
import org.jspecify.annotations.Nullable;

/**
 * A filter in the numbers of the database. Null leaves a field open; an empty list finds nothing.
 *
 * @param classes that have all that the filter wants of a class
 * @param paths   of the key or keys that are wanted
 * @param text    who and what has the text in it
 */
record Narrowed(AuditFilter filter, @Nullable Integer user, @Nullable Integer address, @Nullable List<Integer> classes,
        @Nullable List<Integer> paths, @Nullable TextMatches text) {

    /** What the database knows no name of. */
    static final int NOBODY = -1;

    record TextMatches(List<Integer> users, List<Integer> addresses, List<Integer> paths, List<Integer> errors, List<Integer> classes) {

        /** What is left to be looked for where these are wanted anyway; null when all of that has the text in it. */
        @Nullable TextMatches among(@Nullable Integer user, @Nullable Integer address, @Nullable List<Integer> wantedPaths) {
            if (user != null && users.contains(user) || address != null && addresses.contains(address)
                    || wantedPaths != null && new HashSet<>(paths).containsAll(wantedPaths)) {
                return null;
            }
            return new TextMatches(user == null ? users : List.of(), address == null ? addresses : List.of(),
                    wantedPaths == null ? paths : paths.stream().filter(new HashSet<>(wantedPaths)::contains).toList(), errors, classes);
        }
    }

    boolean findsNothing() {
        return user != null && user == NOBODY || address != null && address == NOBODY || classes != null && classes.isEmpty()
                || paths != null && paths.isEmpty();
    }

    /** Whether figures by class and hour are enough to count what it finds. */
    boolean isOfClassesOnly() {
        return user == null && address == null && paths == null && text == null && filter.requestId() == null;
    }
}
