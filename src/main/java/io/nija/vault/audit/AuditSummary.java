package io.nija.vault.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How many operations a filter finds, over time and by what they have in common.
 *
 * @param step   how long a bar is
 * @param bars   without those of no operation, oldest first
 * @param facets by field, how many there would be with each value in place of the one that the filter has, most first
 */
public record AuditSummary(long total, Duration step, List<Bar> bars, Map<Facet, List<Count>> facets) {

    /** A field with few values. */
    public enum Facet {
        OUTCOME, KIND, OPERATION, BROKER, ROLE, SOURCE
    }

    /** @param wrong how many of them were denied or failed */
    public record Bar(Instant from, long operations, long wrong) {
    }

    public record Count(String value, long operations) {
    }
}
