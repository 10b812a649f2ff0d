package io.nija.vault.audit;

import org.jspecify.annotations.Nullable;

/**
 * An operation with all that is on record of it.
 *
 * @param request  the line of the request as it is in the log; null when there is none
 * @param response the line of the response; null when there is none
 */
public record OperationDetail(Operation operation, @Nullable String request, @Nullable String response) {
}
