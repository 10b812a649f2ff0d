package io.nija.vault.audit.ui;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.audit.AuditCursor;
import org.jspecify.annotations.Nullable;

/** The one place that knows the addresses of the audit's views, and the ways from one to the other. */
final class AuditNavigation {

    static final String AUDIT = "audit";
    static final String INTEGRITY = "audit/integrity";
    static final String COVERAGE = "audit/coverage";

    private static final String SOURCE = "source";
    private static final String SINCE = "since";
    private static final Duration AROUND = Duration.ofSeconds(30);

    /** What is to be verified: a source, from a time on. */
    record Verify(String source, Instant since) {
    }

    private AuditNavigation() {
    }

    /** @param open the operation to look at closely */
    static void to(AuditQuery query, @Nullable AuditCursor open) {
        to(query.address(open));
    }

    static void to(QueryParameters parameters) {
        UI.getCurrent().navigate(AuditView.class, parameters);
    }

    /** To where a source can be verified from that time on. */
    static void toVerify(Verify wanted) {
        UI.getCurrent().navigate(IntegrityView.class, QueryParameters.simple(Map.of(SOURCE, wanted.source(), SINCE, wanted.since().toString())));
    }

    /** What an address of the integrity view asks for; empty when it names no source and time. */
    static Optional<Verify> verify(QueryParameters parameters) {
        try {
            var since = parameters.getSingleParameter(SINCE).map(AuditQuery::time);
            return parameters.getSingleParameter(SOURCE).flatMap(source -> since.map(at -> new Verify(source, at)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * A link to the operations of the minute around a time.
     *
     * @param source of which source only; null for all
     * @param open   the operation to look at closely
     */
    static RouterLink around(String text, Instant at, @Nullable String source, @Nullable AuditCursor open) {
        var query = AuditQuery.START.over(new TimeRange.Between(at.minus(AROUND), at.plus(AROUND)));
        var link = new RouterLink(text, AuditView.class);
        link.setQueryParameters((source == null ? query : query.with(Field.NODE, source)).address(open));
        link.addClassName("text-link");
        return link;
    }
}
