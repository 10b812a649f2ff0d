package io.nija.vault.audit.retention;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

import io.nija.vault.audit.lines.HashChain;
import io.nija.vault.audit.lines.RunLines;
import io.nija.vault.audit.lines.StoredRun;
import io.nija.vault.audit.lines.WrongException;

/** The blocks of a result that stands at the first one, as long as each follows on the one before. */
final class StoredBlocks implements LineArchive.Blocks {

    private final ResultSet found;
    private long next;
    private boolean more = true;

    StoredBlocks(ResultSet found, long first) {
        this.found = found;
        next = first;
    }

    @Override
    public boolean writeNext(OutputStream to, HashChain chain) throws SQLException, IOException, WrongException {
        if (!more) {
            return false;
        }
        var run = StoredRun.of(found);
        var lines = new RunLines(run.text());
        for (int i = 0; i < lines.count(); i++) {
            lines.addTo(chain, i);
        }
        if (run.firstLine() != next || lines.count() != run.lines() || !Arrays.equals(run.head(), chain.head())) {
            throw new WrongException(run.firstLine(), run.at(), "Lines from number %,d on are not as they were read".formatted(run.firstLine() + 1));
        }
        to.write(run.text());
        next += run.lines();
        more = found.next();
        return true;
    }
}
