package io.nija.vault.policies.ui;

import java.util.List;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** Two texts line by line: what the second no longer has, what it has more, and some lines around each. */
class TextDifference extends Div {

    private static final int AROUND = 3;

    TextDifference(String before, String after) {
        addClassName("difference");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("tabindex", "0");
        getElement().setAttribute("aria-label", "Difference, line by line");
        var rows = DiffRowGenerator.create().showInlineDiffs(false).lineNormalizer(line -> line).build()
                .generateDiffRows(before.lines().toList(), after.lines().toList());
        boolean skipped = false;
        for (int i = 0; i < rows.size(); i++) {
            if (isNearChange(rows, i)) {
                add(rows.get(i));
                skipped = false;
            } else if (!skipped) {
                add(line("same", "", "⋯"));
                skipped = true;
            }
        }
    }

    private static boolean isNearChange(List<DiffRow> rows, int at) {
        return rows.subList(Math.max(at - AROUND, 0), Math.min(at + AROUND + 1, rows.size())).stream().anyMatch(row -> row.getTag() != DiffRow.Tag.EQUAL);
    }

    private void add(DiffRow row) {
        switch (row.getTag()) {
            case EQUAL -> add(line("same", " ", row.getOldLine()));
            case DELETE -> add(line("removed", "−", row.getOldLine()));
            case INSERT -> add(line("added", "+", row.getNewLine()));
            case CHANGE -> {
                // A line that only one side has comes as a change from or to nothing.
                if (!row.getOldLine().isEmpty()) {
                    add(line("removed", "−", row.getOldLine()));
                }
                if (!row.getNewLine().isEmpty()) {
                    add(line("added", "+", row.getNewLine()));
                }
            }
        }
    }

    private static Div line(String kind, String sign, String text) {
        var mark = new Span(sign);
        mark.addClassName("difference-sign");
        var line = new Div(mark, new Span(text));
        line.addClassNames("difference-line", "difference-" + kind);
        return line;
    }
}
