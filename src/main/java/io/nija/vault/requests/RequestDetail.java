package io.nija.vault.requests;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A request with all that the reader may see of it: the staff's notes only for staff.
 *
 * @param may             what the reader can do now
 * @param outcome         the version of the key that came out; null until it is rotated, and where nothing is
 * @param scope           of a bulk rotation; null otherwise
 */
public record RequestDetail(RequestSummary summary, List<RequestEvent> events, List<RequestMessage> messages, List<Approval> approvals,
        Set<RequestAction> may, @Nullable Integer outcome, @Nullable BulkScope scope) {

    public RequestDetail {
        events = List.copyOf(events);
        messages = List.copyOf(messages);
        approvals = List.copyOf(approvals);
        may = Set.copyOf(may);
    }
}
