package io.nija.vault.audit.ui;

import java.util.ArrayList;

import com.vaadin.flow.component.badge.BadgeVariant;
import io.nija.vault.audit.AuditFinding;
import io.nija.vault.audit.VerificationResult;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.Times;
import org.jspecify.annotations.Nullable;

/** Says in words what a verification found. */
final class VerificationText {

    private VerificationText() {
    }

    static String badge(@Nullable VerificationResult result) {
        if (result == null) {
            return "Not verified yet";
        }
        return switch (result.outcome()) {
            case GOOD -> "Unaltered";
            case WRONG -> "Not as it was read";
            case CANCELLED -> "Cancelled";
            case FAILED -> "Not finished";
        };
    }

    static BadgeVariant variant(@Nullable VerificationResult result) {
        if (result == null) {
            return BadgeVariant.CONTRAST;
        }
        return switch (result.outcome()) {
            case GOOD -> BadgeVariant.SUCCESS;
            case WRONG -> BadgeVariant.ERROR;
            case CANCELLED -> BadgeVariant.CONTRAST;
            case FAILED -> BadgeVariant.WARNING;
        };
    }

    static String verdict(@Nullable VerificationResult result) {
        if (result == null) {
            return "Nobody has looked yet whether these records are as they were read.";
        }
        return switch (result.outcome()) {
            case GOOD -> good(result);
            case WRONG -> result.finding() == null ? "Something is not as it was read." : wrong(result.finding());
            case CANCELLED -> "The last verification was cancelled, so it says nothing.";
            case FAILED -> "The last verification could not be finished, as the database, Vault or a log file did not answer. It says nothing.";
        };
    }

    private static String good(VerificationResult result) {
        if (result.lines() == 0) {
            return "There is no line in that time.";
        }
        var agree = new ArrayList<String>();
        agree.add(result.lines() == 1 ? "The one line is as it was read" : "All " + Figures.of(result.lines(), "line") + " are as they were read");
        agree.add(result.heads() == 0 ? "no signed head covers that yet" : Figures.of(result.heads(), "signed head") + (result.heads() == 1 ? " agrees" : " agree"));
        agree.add(Figures.of(result.operations(), "operation") + (result.operations() == 1 ? " matches" : " match"));
        if (result.fileLines() > 0) {
            agree.add(result.fileLines() == result.lines() ? "and so do the log files"
                    : "and so " + (result.fileLines() == 1 ? "does " : "do ") + Figures.of(result.fileLines(), "line") + " of log files that still exist");
        }
        return String.join(", ", agree) + ".";
    }

    private static String wrong(AuditFinding finding) {
        return "Line %s%s: %s".formatted(Figures.of(finding.line() + 1), finding.at() == null ? "" : " (" + Times.dateTime(finding.at()) + ")", finding.problem());
    }

    /** Which records were looked at. */
    static String range(VerificationResult result) {
        return result.since() == null ? "of everything" : "of what came since " + Times.dateTime(result.since());
    }
}
