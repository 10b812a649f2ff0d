package io.nija.vault.requests.expiry;

import java.time.LocalDate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** For which reminder it is time. */
class ReminderTest {

    @ParameterizedTest(name = "{0} days left")
    @CsvSource({ "31, ", "30, 30", "29, 30", "15, 30", "14, 14", "8, 14", "7, 7", "2, 7", "1, 1", "0, 1", "-1, -1", "-6, -1", "-7, -7", "-13, -7", "-14, -14",
            "-20, -14", "-21, -21", "-400, -399" })
    void theLatestWhoseTimeHasCome(int left, Integer step) {
        var today = LocalDate.of(2026, 11, 28);

        assertThat(Reminder.of(today.plusDays(left), today).map(Reminder::step).orElse(null)).isEqualTo(step);
    }

    @ParameterizedTest
    @CsvSource({ "30, expires in 30 days", "1, expires tomorrow", "0, expires today", "-1, expired yesterday", "-9, expired 9 days ago" })
    void inWords(int left, String words) {
        var today = LocalDate.of(2026, 11, 28);

        assertThat(Reminder.of(today.plusDays(left), today).orElseThrow().words()).isEqualTo(words);
    }
}
