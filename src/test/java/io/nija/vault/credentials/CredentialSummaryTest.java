package io.nija.vault.credentials;

import java.time.Instant;
import java.time.LocalDate;

import io.nija.vault.testing.People;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialSummaryTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 2, 28);

    @ParameterizedTest(name = "last day in {0} days: expired {1}, expires soon {2}")
    @CsvSource({ "-1, true, false", "0, false, true", "1, false, true", "14, false, true", "15, false, false" })
    void expiresAtTheEndOfItsLastDayAndIsAnnounced14DaysBefore(int days, boolean expired, boolean soon) {
        var key = key(1, null, TODAY.plusDays(days));

        assertThat(key.expired(TODAY)).isEqualTo(expired);
        assertThat(key.expiresSoon(TODAY)).isEqualTo(soon);
    }

    @Test
    void withoutALastDayItNeverExpires() {
        assertThat(key(1, null, null).expired(LocalDate.MAX)).isFalse();
        assertThat(key(1, null, null).expiresSoon(LocalDate.MAX.minusYears(1))).isFalse();
    }

    @Test
    void hidesTheKeyIdButForItsEnd() {
        assertThat(key(1, "cdef", null).maskedKeyId()).isEqualTo("••••cdef");
        assertThat(key(1, null, null).maskedKeyId()).isEqualTo("••••");
    }

    private static CredentialSummary key(int version, @Nullable String hint, @Nullable LocalDate lastDay) {
        return new CredentialSummary(People.newKey(People.ALICE, "okx"), new KeyDescription(null, null, lastDay), hint,
                CredentialState.ACTIVE, version, Instant.EPOCH, null, null);
    }
}
