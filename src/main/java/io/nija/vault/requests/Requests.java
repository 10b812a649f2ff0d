package io.nija.vault.requests;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.vault.base.UserId;
import io.nija.vault.requests.Approval.Decision;
import org.jspecify.annotations.Nullable;

/**
 * Rotation requests, as the signed-in person. An owner sees and changes the requests of their own keys; the staff, support and admins,
 * see all, and none of them a value. What somebody may not do throws {@link org.springframework.security.access.AccessDeniedException},
 * what the state does not allow {@link RequestChangedException}, text that is empty, too long or looks like a credential
 * {@link RefusedTextException}; each changes nothing. Every method throws {@link org.springframework.dao.DataAccessException} when the
 * database does not answer.
 */
public interface Requests {

    /**
     * For an own key, or, for staff, for somebody else's. What staff ask of an owner and is not sensitive is ready at once.
     *
     * @return its number
     * @throws DuplicateRequestException when there is a live one for the key already
     * @throws io.nija.vault.credentials.CredentialNotFoundException when there is no such key
     */
    long ask(NewRequest request);

    /** For staff. @throws RefusedTextException also when no key in use matches */
    long askForBulk(BulkScope scope, Urgency urgency, String reason);

    /** How many keys in use match, for staff. */
    int count(BulkScope scope);

    /** Empty when there is none that the person may see. */
    Optional<RequestDetail> find(long id);

    /** Those of the person's own keys, live ones first, and the latest ended ones. */
    List<RequestSummary> own();

    /** For staff. @param after where to begin, as {@link RequestPage#next} had it; null for the beginning */
    RequestPage page(RequestFilter filter, @Nullable String after, int size);

    /** How many there are in each part of the queue, for staff; counted up to a thousand. */
    Map<RequestFilter.Queue, Integer> counts();

    /** @throws RequestChangedException when somebody else has it; it says who */
    void claim(long id);

    void release(long id, String why);

    void handOver(long id, UserId to, String why);

    /** With a message to the owner. */
    void askOwner(long id, String message);

    void makeReady(long id, @Nullable String why);

    void withdraw(long id, String why);

    void reject(long id, String why);

    void cancel(long id, String why);

    /** In the conversation. An owner who answers what they were asked gives the request back to the staff. */
    void write(long id, String text);

    void note(long id, String text);

    void askForApproval(long id, String why);

    void decide(long approval, Decision decision, String why);

    /**
     * Makes a new link for the owner, good for one use and a while; earlier ones are void.
     *
     * @return the address in the console, such as {@code requests/17/complete?code=…}
     */
    String link(long id);

    /**
     * Uses a link up. After that the owner may complete the request until it expires, also after a break.
     *
     * @throws LinkVoidException when it was used before, has expired, was replaced or is for somebody else; that is on record
     */
    RequestDetail open(long id, String code);

    /** Texts to begin a message with, by title, for staff. */
    Map<String, String> templates();

    /** Calls the listener, on another thread, when a request may have changed, here or on another console. @return what ends that */
    Runnable onChange(Runnable listener);
}
