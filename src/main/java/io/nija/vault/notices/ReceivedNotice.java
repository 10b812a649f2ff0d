package io.nija.vault.notices;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A notice that somebody has got.
 *
 * @param address of the console's view; null when there is none
 * @param readAt  null while it is unread
 */
public record ReceivedNotice(long id, NoticeKind kind, String title, String text, @Nullable String address, Instant at, @Nullable Instant readAt) {

    public boolean isRead() {
        return readAt != null;
    }
}
