package io.nija.vault.notices;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The notices of the signed-in person; nobody has others'. But for {@link #onChange} every method throws
 * {@link org.springframework.dao.DataAccessException} when the database does not answer.
 */
public interface Inbox {

    /** How many unread ones are counted. */
    int MOST = 100;

    /**
     * What has changed.
     *
     * @param unread  how many are unread, counted up to {@value #MOST}
     * @param arrived what has come since it was last told, the latest first
     */
    record Change(int unread, List<ReceivedNotice> arrived) {
    }

    /**
     * How the person wants to be told, besides in the console.
     *
     * @param mail    by mail
     * @param webhook at the platform's webhook
     */
    record Choice(boolean mail, boolean webhook) {
    }

    /**
     * By which ways the person can be told, besides in the console.
     *
     * @param mail  their address; null when the provider does not say one that it has verified
     * @param mails whether there is a mail server
     * @param posts whether there is a webhook
     */
    record Ways(@Nullable String mail, boolean mails, boolean posts) {
    }

    Ways ways();

    /** How many are unread, counted up to {@value #MOST}. */
    int unread();

    /**
     * The latest first.
     *
     * @param kind   of that kind only; null for all
     * @param before older than the notice of that number; null for the latest
     */
    List<ReceivedNotice> page(@Nullable NoticeKind kind, boolean unreadOnly, @Nullable Long before, int size);

    /** What is read already, or somebody else's, stays as it is. */
    void read(long id);

    /** @param kind of that kind only; null for all */
    void readAll(@Nullable NoticeKind kind);

    /** For each kind. */
    Map<NoticeKind, Choice> choices();

    void choose(NoticeKind kind, Choice choice);

    /**
     * Calls the listener, on another thread, when notices of the person, as they are signed in now, arrived or were read, here or on
     * another console. @return what ends that
     */
    Runnable onChange(Consumer<Change> listener);
}
