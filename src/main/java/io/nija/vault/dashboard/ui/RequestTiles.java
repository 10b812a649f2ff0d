package io.nija.vault.dashboard.ui;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.Times;
import io.nija.vault.requests.RequestFilter.Queue;
import io.nija.vault.requests.RequestReports;
import io.nija.vault.requests.RequestSummary;
import io.nija.vault.requests.Requests;
import io.nija.vault.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** What users need for their keys: everybody's for the staff, and a user's own. */
@Configuration
class RequestTiles {

    /** More are not counted. */
    private static final int COUNTED = 1000;

    @Bean
    @Order(70)
    TileSource requestsTile(Requests requests, RequestReports reports) {
        return new TileSource(Set.of(Role.ADMIN, Role.SUPPORT), "Open requests", "requests?queue=live", () -> queue(requests.counts(), reports.oldestOpen().orElse(null)));
    }

    @Bean
    @Order(15)
    TileSource ownRequestsTile(Requests requests) {
        return TileSource.of(Role.USER, "Your requests", "my-requests", () -> own(requests.own()));
    }

    /** @param oldest when the oldest was opened; null when there is none */
    static Reading queue(Map<Queue, Integer> counts, @Nullable Instant oldest) {
        int live = counts.getOrDefault(Queue.LIVE, 0);
        if (live == 0 || oldest == null) {
            return Reading.of(Mood.GOOD, "None", "Nobody waits for anything.");
        }
        int late = counts.getOrDefault(Queue.OVERDUE, 0);
        int unclaimed = counts.getOrDefault(Queue.UNCLAIMED, 0);
        var text = Figures.of(late) + " overdue, " + Figures.of(unclaimed) + " unclaimed. The oldest has been open for " + Times.span(oldest) + ".";
        return Reading.of(late > 0 ? Mood.BAD : unclaimed > 0 ? Mood.WATCH : Mood.GOOD, Figures.of(live) + (live < COUNTED ? "" : "+"), text);
    }

    static Reading own(List<RequestSummary> own) {
        long live = own.stream().filter(request -> request.state().live()).count();
        long turn = own.stream().filter(request -> request.state().withOwner()).count();
        if (live == 0) {
            return Reading.of(Mood.GOOD, "None", "Nothing is asked of you.");
        }
        var text = turn == 0 ? "Support works on it." : turn == 1 ? "In one of them it is your turn." : "In " + Figures.of(turn) + " of them it is your turn.";
        return Reading.of(turn > 0 ? Mood.WATCH : Mood.GOOD, Figures.of(live) + " open", text);
    }
}
