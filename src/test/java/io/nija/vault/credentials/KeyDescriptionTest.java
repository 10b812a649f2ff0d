package io.nija.vault.credentials;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class KeyDescriptionTest {

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "\t\n", "\u00a0", "\u200d" })
    void whatCannotBeSeenCountsAsAbsent(String text) {
        assertThat(new KeyDescription(text, text, null)).isEqualTo(KeyDescription.EMPTY);
    }

    @Test
    void isStrippedAndPutOnOneLine() {
        var description = new KeyDescription(" Main\taccount ", "from the desk\r\nsince May\u00a05 👨\u200d🔧", LocalDate.EPOCH);

        assertThat(description.label()).isEqualTo("Main account");
        assertThat(description.note()).isEqualTo("from the desk since May 5 👨🔧");
    }

    @Test
    void aLabelHas64CharactersAndANote400() {
        assertThat(new KeyDescription("l".repeat(64), "n".repeat(400), null).note()).hasSize(400);
        assertRefused("label", "l".repeat(65), null);
        assertRefused("note", null, "n".repeat(401));
    }

    @Test
    void aTextHasAtMostTheBytesThatVaultTakes() {
        assertThat(new KeyDescription(null, "ä".repeat(256), null).note()).hasSize(256);
        assertRefused("note", null, "ä".repeat(257));
    }

    @Test
    void theMessageSaysWhichOfTheTwoLimitsItIs() {
        assertThatExceptionOfType(InvalidCredentialException.class).isThrownBy(() -> new KeyDescription(null, "n".repeat(401), null))
                .withMessage("This is longer than 400 characters.");
        assertThatExceptionOfType(InvalidCredentialException.class).isThrownBy(() -> new KeyDescription(null, "ä".repeat(257), null))
                .withMessageStartingWith("This is longer than the vault takes: shorten it.");
    }

    private static void assertRefused(String field, String label, String note) {
        assertThatExceptionOfType(InvalidCredentialException.class).isThrownBy(() -> new KeyDescription(label, note, null))
                .matches(e -> e.field().equals(field));
    }
}
