package io.nija.vault.delivery.send;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MailParagraphTest {

    @Test
    void linesStayLines() {
        assertThat(MailParagraph.html("One\nTwo")).containsOnlyOnce("<p").contains("One<br>\nTwo</p>").doesNotContain("<ul", "<li");
    }

    @Test
    void dashesAreAListBelowWhatStandsBefore() {
        assertThat(MailParagraph.html("Open:\n- a node\n- another - with a dash\nMore"))
                .containsSubsequence("Open:</p>", "<ul", ">a node</li>", ">another - with a dash</li>", "</ul>", "More</p>").doesNotContain("- a node");
        assertThat(MailParagraph.html("- alone")).contains(">alone</li>").doesNotContain("<p");
    }

    @Test
    void aTimeIsInOnePiece() {
        assertThat(MailParagraph.html("since 2026-11-28 12:01:13 UTC.")).contains("<span style=\"white-space:nowrap\">2026-11-28 12:01:13 UTC</span>.");
    }

    @Test
    void whatPeopleWroteIsText() {
        assertThat(MailParagraph.html("- <b onclick='x'>\n<script>1</script> & \"$1\"")).doesNotContain("<b", "<script", "'x'").contains("&lt;b", "&amp;", "$1");
    }
}
