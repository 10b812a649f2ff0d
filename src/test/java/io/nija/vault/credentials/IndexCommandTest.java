package io.nija.vault.credentials;

import java.util.List;
import java.util.function.Consumer;

import io.nija.vault.base.ConsoleException;
import io.nija.vault.credentials.IndexRebuild.Drift;
import io.nija.vault.testing.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

@ExtendWith(OutputCaptureExtension.class)
class IndexCommandTest {

    IndexRebuild rebuild = Mockito.mock(IndexRebuild.class);
    IndexCommand command = new IndexCommand(rebuild);

    @Test
    void aCheckWithoutDifferencesExitsWith0(CapturedOutput output) {
        when(rebuild.check()).thenReturn(List.of());

        assertThat(run("index", "check")).isZero();
        assertThat(output).contains("The index is as Vault has it.");
    }

    @Test
    void aCheckWithDifferencesNamesThemAndExitsWith1(CapturedOutput output) {
        var key = People.newKey(People.ALICE, "okx");
        when(rebuild.check()).thenReturn(List.of(new Drift(key, "missing from the index")));

        assertThat(run("index", "check")).isEqualTo(1);
        assertThat(output).contains(key.path() + ": missing from the index", "index rebuild");
    }

    @Test
    void aRebuildTellsItsProgressAndExitsWith0(CapturedOutput output) {
        when(rebuild.rebuild(any())).thenAnswer(call -> {
            Consumer<Integer> progress = call.getArgument(0);
            progress.accept(99);
            progress.accept(100);
            return 100;
        });

        assertThat(run("index", "rebuild")).isZero();
        assertThat(output).contains("100 keys …", "The index is as Vault has it: 100 keys.").doesNotContain("99 keys");
    }

    @Test
    void aFailureIsToldInOneLineAndExitsWith1(CapturedOutput output) {
        when(rebuild.check()).thenThrow(new ConsoleException("Vault is sealed.") {
        });

        assertThat(run("index", "check")).isEqualTo(1);
        assertThat(output.getErr()).endsWith("Not finished: Vault is sealed.\n").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "index", "index check all", "index drop" })
    void anythingElseIsExplainedAndExitsWith2(String line, CapturedOutput output) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(output.getErr()).contains("index rebuild, index check, backup, drill, changes, restore, provision");
        Mockito.verifyNoInteractions(rebuild);
    }

    private int run(String... words) {
        command.run(new DefaultApplicationArguments(words));
        return command.getExitCode();
    }
}
