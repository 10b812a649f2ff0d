package io.nija.vault.delivery.send;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.springframework.web.util.HtmlUtils;

/** A paragraph of a letter as HTML: lines, and lists where lines begin with a dash. All of it is text, whoever wrote it. */
final class MailParagraph {

    private static final String DASH = "- ";
    /** A hyphen invites a break, which no date should have. */
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}(:\\d{2})?( UTC)?");

    private MailParagraph() {
    }

    static String html(String paragraph) {
        var html = new StringBuilder();
        var lines = new ArrayList<String>();
        boolean listed = false;
        for (var line : paragraph.split("\n")) {
            if (line.startsWith(DASH) != listed) {
                close(html, lines, listed);
                listed = !listed;
            }
            lines.add(text(listed ? line.substring(DASH.length()) : line));
        }
        close(html, lines, listed);
        return html.toString();
    }

    private static void close(StringBuilder html, List<String> lines, boolean listed) {
        if (listed) {
            html.append("<ul style=\"margin:0 0 16px;padding:0 0 0 20px\">\n");
            lines.forEach(line -> html.append("<li style=\"margin:0 0 4px\">").append(line).append("</li>\n"));
            html.append("</ul>\n");
        } else if (!lines.isEmpty()) {
            html.append("<p style=\"margin:0 0 16px\">").append(String.join("<br>\n", lines)).append("</p>\n");
        }
        lines.clear();
    }

    private static String text(String line) {
        return TIME.matcher(HtmlUtils.htmlEscape(line, "UTF-8")).replaceAll("<span style=\"white-space:nowrap\">$0</span>");
    }
}
