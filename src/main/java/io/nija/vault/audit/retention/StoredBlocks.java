package io.nija.vault.audit.retention;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

import io.nija.vault.audit.lines.HashChain;
import io.nija.vault.audit.lines.NotAsReadException;
import io.nija.vault.audit.lines.RunLines;
import io.nija.vault.audit.lines.StoredRun;

/** The blocks of a result that stands at the first one, as long as each follows on the one before. */
final class StoredBlocks {

    private final ResultSet found;
    private long next;
    private boolean more = true;

    StoredBlocks(ResultSet found, long first) {
        this.found = found;
        next = first;
    }

    /**
     * Writes the lines of the next block.
     *
     * @param chain over all lines before; over these as well afterwards
     * @return false when there was no further one
     */
    boolean writeNext(OutputStream to, HashChain chain) throws SQLException, IOException, NotAsReadException {
        if (!more) {
            return false;
        }
        var run = StoredRun.of(found);
        var lines = new RunLines(run.text());
        for (int i = 0; i < lines.count(); i++) {
            lines.addTo(chain, i);
        }
        if (run.firstLine() != next || lines.count() != run.lines() || !Arrays.equals(run.head(), chain.head())) {
            throw new NotAsReadException(run.firstLine(), run.at(), "Lines from number %,d on are not as they were read".formatted(run.firstLine() + 1));
        }
        to.write(lines.text());
        next += run.lines();
        more = found.next();
        return true;
    }
}
