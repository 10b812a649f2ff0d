package io.nija.vault.policies.language;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a policy says of a path.
 *
 * @param path         as it is written, without a slash at the beginning
 * @param capabilities {@code deny} alone when it is among them
 * @param parameters   what a request may, must not or must carry, and for how long an answer is wrapped, in the words of
 *                     the policy; such as {@code allowed_parameters}
 * @param expiration   from when on the rule counts for nothing; null when it does not end
 * @param line         where it begins in the text, counted from 1, and {@code end} where it ends
 */
public record PathRule(String path, Set<String> capabilities, Map<String, String> parameters, @Nullable Instant expiration, int line, int end) {

    /** In the order in which Vault lists them in its documentation. */
    public static final List<String> CAPABILITIES = List.of("create", "read", "update", "patch", "delete", "list", "scan", "sudo", "deny");

    public boolean isTemplated() {
        return path.contains("{{");
    }

    public boolean isDeny() {
        return capabilities.contains("deny");
    }
}
