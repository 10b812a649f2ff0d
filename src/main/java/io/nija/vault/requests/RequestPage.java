package io.nija.vault.requests;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Part of a list: live ones the most pressing first, ended ones the latest first.
 *
 * @param next where the next part begins, for the same filter; null at the end
 */
public record RequestPage(List<RequestSummary> requests, @Nullable String next) {

    public RequestPage {
        requests = List.copyOf(requests);
    }
}
