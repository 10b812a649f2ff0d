package io.nija.vault.requests;

import java.time.Instant;

import io.nija.vault.base.BrokerId;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A request as lists show it. Metadata only.
 *
 * @param owner     of the key; null for a bulk rotation
 * @param key       null for a bulk rotation
 * @param broker    null for a bulk rotation of any broker's
 * @param askedBy   null when an expiry asks
 * @param claimedBy null while nobody has it
 * @param answerDue by when somebody of the staff should have answered; null once they have
 * @param due       by when the staff's part should be done; null while it is the owner's turn, and at the end
 * @param expires   when it ends by itself
 * @param escalated when it was found to be past its service level; null when it never was
 * @param changed   its last change, of any kind
 * @param unread    messages that the reader, or their side, has not answered or seen
 * @param children  of a bulk rotation, how many requests it has opened
 * @param childrenDone how many of those are done
 */
public record RequestSummary(long id, RequestKind kind, RequestState state, Urgency urgency, RequestSource source, @Nullable UserId owner,
        @Nullable CredentialId key, @Nullable BrokerId broker, String reason, @Nullable UserId askedBy, @Nullable UserId claimedBy, Instant created,
        @Nullable Instant answerDue, @Nullable Instant due, Instant expires, @Nullable Instant escalated, Instant changed, boolean approvalWanted,
        int unread, int children, int childrenDone) {

    /** Whether it is past its service level at that time. */
    public boolean overdue(Instant at) {
        return state.live() && (answerDue != null && answerDue.isBefore(at) || due != null && due.isBefore(at));
    }
}
