package io.nija.vault.policies.access;

import java.util.List;
import java.util.Set;

/**
 * How Vault comes to its answer for a path.
 *
 * @param capabilities {@code deny} alone when nothing is allowed
 * @param deciding     the rules that decide, which are all of the same path; empty when none is about the path
 * @param reason       why these, as a sentence
 * @param others       rules that are about the path too and do not count
 */
public record Decision(Set<String> capabilities, List<NamedRule> deciding, String reason, List<Outranked> others) {

    /** @param why as a sentence */
    public record Outranked(NamedRule rule, String why) {
    }
}
