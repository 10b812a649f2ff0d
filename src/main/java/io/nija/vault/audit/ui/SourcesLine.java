package io.nija.vault.audit.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import io.nija.vault.audit.AuditSourceStatus;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.Times;

/** How the reading of the logs goes, in one line, and what is wrong with it. */
final class SourcesLine {

    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private SourcesLine() {
    }

    static String text(List<AuditSourceStatus> sources) {
        var oldest = sources.stream().map(AuditSourceStatus::readAt).filter(Objects::nonNull).min(Comparator.naturalOrder());
        if (oldest.isEmpty()) {
            return "No log has been read yet";
        }
        long behind = sources.stream().mapToLong(AuditSourceStatus::behind).sum();
        long unreadable = sources.stream().mapToLong(AuditSourceStatus::unreadable).sum();
        return (sources.size() == 1 ? sources.getFirst().name() : Figures.of(sources.size(), "source")) + " read up to "
                + CLOCK.format(oldest.get().atZone(Times.zone())) + ", " + Figures.of(behind, "byte") + " behind, "
                + Figures.of(unreadable, "line") + " could not be read";
    }

    /** For a banner; empty when all is well. */
    static String problems(List<AuditSourceStatus> sources, Instant now) {
        return String.join(" ", sources.stream().map(source -> problem(source, now)).filter(problem -> !problem.isEmpty()).toList());
    }

    private static String problem(AuditSourceStatus source, Instant now) {
        if (source.problem() != null) {
            return source.name() + ": " + source.problem() + ".";
        }
        if (source.readAt() == null) {
            return "The log of " + source.name() + " has not been read yet.";
        }
        return source.readAt().plus(SILENCE).isBefore(now)
                ? "The log of " + source.name() + " was last read " + Times.ago(source.readAt()) + ", so what is newer is missing here." : "";
    }
}
