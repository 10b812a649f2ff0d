package io.nija.vault.audit.ingest;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which headers say the number of a call. */
class CallNumberTest {

    private static final String CALLER = "console-0123456789abcdef";

    @Test
    void theHeaderSaysWhoAndWhich() {
        assertThat(CallNumber.read(CALLER + ".12")).isEqualTo(new CallNumber(CALLER, 12, List.of()));
    }

    @Test
    void itMayNameCallsWithoutAnAnswer() {
        assertThat(CallNumber.read(CALLER + ".12 lost=5,7-9")).isEqualTo(new CallNumber(CALLER, 12, List.of("[5,5]", "[7,9]")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "12", ".12", "console.12", "console-0123456789abcdef.0", "console-0123456789abcdef.-1", "console-0123456789abcdef.1.2",
            "console-0123456789abcdef.9999999999999999", "console-0123456789abcdef.12 lost=13-99999999", "console-0123456789abcdef.12 lost=", "console-0123456789abcdef.12 lost=9-7",
            "console-0123456789abcdef.12 lost=7-", "console-0123456789abcdef.12 lost=0", "console-0123456789abcdef.12 lost=1)'; --" })
    void whatIsOfAnotherFormSaysNothing(String header) {
        assertThat(CallNumber.read(header)).isNull();
    }
}
