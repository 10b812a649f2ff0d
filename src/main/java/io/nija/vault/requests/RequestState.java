package io.nija.vault.requests;

import java.util.Set;

/** Where a request stands. The database holds to the same changes. */
public enum RequestState {

    /** Nobody has taken it on. */
    OPEN("Open"),
    /** Somebody of the staff works on it. */
    CLAIMED("Claimed"),
    /** They have asked the owner something. */
    WAITING_FOR_USER("Waiting for user"),
    /** The owner can do it now. */
    READY_TO_ROTATE("Ready to rotate"),
    /** Done: rotated, or revoked or destroyed where that was asked for. */
    ROTATED("Rotated"),
    REJECTED("Rejected"),
    CANCELLED("Cancelled"),
    EXPIRED("Expired");

    private final String label;

    RequestState(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Into which states it may change from this one. */
    public Set<RequestState> next() {
        return switch (this) {
            case OPEN -> Set.of(CLAIMED, CANCELLED, EXPIRED);
            case CLAIMED -> Set.of(OPEN, WAITING_FOR_USER, READY_TO_ROTATE, REJECTED, CANCELLED, EXPIRED);
            case WAITING_FOR_USER -> Set.of(OPEN, CLAIMED, REJECTED, CANCELLED, EXPIRED);
            case READY_TO_ROTATE -> Set.of(CLAIMED, ROTATED, CANCELLED, EXPIRED);
            case ROTATED, REJECTED, CANCELLED, EXPIRED -> Set.of();
        };
    }

    /** Whether anything is still to be done. */
    public boolean live() {
        return !next().isEmpty();
    }

    /** Whether it is the owner's turn, so that the staff's clock stands. */
    public boolean withOwner() {
        return this == WAITING_FOR_USER || this == READY_TO_ROTATE;
    }
}
