package io.nija.vault.policies.ui;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.vaadin.flow.component.Component;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What two texts look like side by side. */
class TextDifferenceTest {

    private static String shown(String before, String after) {
        return new TextDifference(before, after).getChildren().map(TextDifferenceTest::line).collect(Collectors.joining("\n"));
    }

    private static String line(Component line) {
        return line.getChildren().map(part -> part.getElement().getText()).collect(Collectors.joining("|"));
    }

    @Test
    void linesThatWentAndCameBearASign() {
        assertThat(shown("a\n<b>\nc\n", "a\n<d>\nc\ne\n")).isEqualTo(" |a\n−|<b>\n+|<d>\n |c\n+|e");
    }

    @Test
    void whatIsFarFromAChangeIsLeftOut() {
        var before = IntStream.range(0, 20).mapToObj(String::valueOf).collect(Collectors.joining("\n"));

        assertThat(shown(before, before.replace("10", "ten"))).isEqualTo("|⋯\n |7\n |8\n |9\n−|10\n+|ten\n |11\n |12\n |13\n|⋯");
    }

    @Test
    void aTextThatIsNewOrGoneIsAllSigns() {
        assertThat(shown("", "a\nb")).isEqualTo("+|a\n+|b");
        assertThat(shown("a\nb", "")).isEqualTo("−|a\n−|b");
    }
}
