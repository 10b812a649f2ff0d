package io.nija.vault.dashboard.ui;

import java.util.List;

import io.nija.vault.audit.AuditFilter;
import io.nija.vault.audit.AuditSummary;
import io.nija.vault.base.ui.TimeChart;
import io.nija.vault.base.ui.TimeChart.Data;
import io.nija.vault.base.ui.TimeChart.Kind;
import io.nija.vault.base.ui.TimeChart.Point;
import io.nija.vault.base.ui.TimeChart.Series;

/** Operations of one sort over time: those that were done, and those that were denied or failed. */
class OperationsChart extends TimeChart {

    OperationsChart(String title) {
        super(title, Kind.BARS);
    }

    /** Spans without an operation are bars of nothing, not gaps: the audit log is complete, or the page says that it is not. */
    void show(AuditFilter span, AuditSummary summary) {
        if (summary.total() == 0) {
            message("None in this time.");
            return;
        }
        show(new Data(span.from(), span.to(), summary.step(), List.of(
                new Series("Done", "", summary.bars().stream().map(bar -> new Point(bar.from(), bar.operations() - bar.wrong())).toList()),
                new Series("Denied or failed", "", summary.bars().stream().map(bar -> new Point(bar.from(), bar.wrong())).toList()))));
    }
}
