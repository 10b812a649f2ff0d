package io.nija.vault.audit.ui;

import java.time.Instant;

import io.nija.vault.audit.AuditFinding;
import io.nija.vault.audit.VerificationResult;
import io.nija.vault.audit.VerificationResult.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VerificationTextTest {

    private static VerificationResult good(long lines, long operations, int heads, long fileLines) {
        var now = Instant.now();
        return new VerificationResult(now, now, null, Outcome.GOOD, 0, lines, operations, heads, fileLines, null);
    }

    @Test
    void countsWhatAgrees() {
        assertThat(VerificationText.verdict(good(0, 0, 0, 0))).isEqualTo("There is no line in that time.");
        assertThat(VerificationText.verdict(good(1, 1, 1, 0))).isEqualTo("The one line is as it was read, 1 signed head agrees, 1 operation matches.");
        assertThat(VerificationText.verdict(good(1053, 527, 2, 1053)))
                .isEqualTo("All 1,053 lines are as they were read, 2 signed heads agree, 527 operations match, and so do the log files.");
        assertThat(VerificationText.verdict(good(10, 5, 0, 1))).isEqualTo(
                "All 10 lines are as they were read, no signed head covers that yet, 5 operations match, and so does 1 line of log files that still exist.");
    }

    @Test
    void countsTheWrongLineFromOne() {
        var now = Instant.now();
        var wrong = new VerificationResult(now, now, null, Outcome.WRONG, 0, 0, 0, 0, 0, new AuditFinding(1052, null, "This line is missing."));
        assertThat(VerificationText.verdict(wrong)).isEqualTo("Line 1,053: This line is missing.");
    }
}
