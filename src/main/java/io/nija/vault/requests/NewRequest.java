package io.nija.vault.requests;

import io.nija.vault.base.CredentialId;
import org.jspecify.annotations.Nullable;

/**
 * A request for one key, of any kind but {@link RequestKind#BULK_ROTATION}.
 *
 * @param reason  why, in a line of 200 characters at most
 * @param message the first of the conversation, 4,000 characters at most; null for none
 */
public record NewRequest(CredentialId key, RequestKind kind, Urgency urgency, String reason, @Nullable String message) {
}
