package io.nija.vault.requests;

import org.jspecify.annotations.Nullable;

/**
 * Which requests of the queue. Each part narrows it down.
 *
 * @param queue   which of them
 * @param text    the number of a request, or part of an owner, a key, a reason; blank for all
 * @param urgency null for any
 * @param kind    null for any
 * @param broker  as the catalogue has its id; null for any
 */
public record RequestFilter(Queue queue, String text, @Nullable Urgency urgency, @Nullable RequestKind kind, @Nullable String broker) {

    /** Parts of the queue. They overlap. */
    public enum Queue {

        /** The reader has claimed it. */
        MINE("Mine"),
        UNCLAIMED("Unclaimed"),
        /** It is the owner's turn. */
        WAITING("Waiting"),
        OVERDUE("Overdue"),
        /** The reader may decide. */
        APPROVALS("Approvals"),
        LIVE("All live"),
        ENDED("Ended");

        private final String label;

        Queue(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
