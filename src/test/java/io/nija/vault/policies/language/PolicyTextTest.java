package io.nija.vault.policies.language;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of a text. That Vault reads it in the same way is tested on the real server. */
class PolicyTextTest {

    private static final String TEXT = """
            # path "no" { }
            path "secret/data/+/b" {
              capabilities = ["read", "list"]
              allowed_parameters = {
                "custom_metadata" = []
                "*" = ["a", 1, true]
              }
              min_wrapping_ttl = "1s"
            }

            /* one
               two */
            path "secret/*" { capabilities = ["deny", "read"] } path "/x" { policy = "write" }
            """;

    @Test
    void rulesComeInTheirOrderWithTheLinesTheyStandOn() {
        var rules = PolicyText.parse(TEXT).rules();

        assertThat(rules).extracting(PathRule::path).containsExactly("secret/data/+/b", "secret/*", "x");
        assertThat(rules).extracting(PathRule::line).containsExactly(2, 13, 13);
        assertThat(rules).extracting(PathRule::end).containsExactly(9, 13, 13);
        assertThat(rules.get(0).capabilities()).containsExactlyInAnyOrder("read", "list");
        assertThat(rules.get(0).parameters()).containsEntry("allowed_parameters", "{ \"custom_metadata\" = [], \"*\" = [\"a\", 1, true] }")
                .containsEntry("min_wrapping_ttl", "\"1s\"");
        assertThat(rules.get(1).capabilities()).containsExactly("deny");
        assertThat(rules.get(2).capabilities()).contains("create", "update", "delete");
    }

    @Test
    void aFormattedTextSaysTheSame() {
        var rules = PolicyText.parse(TEXT).rules();

        var again = PolicyText.parse(new PolicyText(rules).formatted()).rules();

        assertThat(again).extracting(rule -> List.of(rule.path(), rule.capabilities(), rule.parameters()))
                .isEqualTo(rules.stream().map(rule -> List.of(rule.path(), rule.capabilities(), rule.parameters())).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            path "a" {                                      | Line 1: A “}” is missing
            path "a" { } }                                  | Line 1: There is a “}” too many
            path "a                                         | Line 1: The string has no end
            paths "a" { }                                   | Line 1: A policy has no “paths”
            path "a" { capabilities = ["write"] }           | Line 1: “write” is no capability
            path "a" { rights = ["read"] }                  | Line 1: A path has no “rights”
            path "a" { capabilities = read }                | Line 1: “read” needs quotes
            path "a" { capabilities }                       | Line 1: “capabilities” has no value
            path "a" { capabilities = ["read" "list"] }     | Line 1: A “]” is missing
            path "+*" { }                                   | Line 1: “+*” is no wildcard
            path "{{a" { }                                  | Line 1: “{{” and “}}” must stand in pairs
            ?                                               | Line 1: “?” does not belong here
            """)
    void whatIsNoPolicyIsRefusedInWords(String text, String problem) {
        assertThatThrownBy(() -> PolicyText.parse(text)).isInstanceOf(PolicySyntaxException.class).hasMessage(problem);
    }

    @Test
    void anEmptyTextHasNoRules() {
        assertThat(PolicyText.parse("# nothing\n").rules()).isEmpty();
        assertThat(PolicyText.parse("").rules()).isEmpty();
    }
}
