package io.nija.vault.requests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.StringJoiner;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The diagram in the README is made from the code. When this fails, what it says is what belongs there. */
class StateDiagramTest {

    private static String diagram() {
        var lines = new StringJoiner("\n", "```mermaid\nstateDiagram-v2\n", "\n```");
        for (var state : RequestState.values()) {
            lines.add("    state \"%s\" as %s".formatted(state.label(), state));
        }
        lines.add("    [*] --> OPEN: the owner asks, or it is sensitive");
        lines.add("    [*] --> READY_TO_ROTATE: the owner is asked to");
        for (var state : RequestState.values()) {
            Arrays.stream(RequestState.values()).filter(state.next()::contains).forEach(next -> lines.add("    %s --> %s".formatted(state, next)));
        }
        for (var state : RequestState.values()) {
            if (!state.live()) {
                lines.add("    %s --> [*]".formatted(state));
            }
        }
        return lines.toString();
    }

    @Test
    void theReadmeShowsTheStatesThatTheCodeHas() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(diagram());
    }
}
