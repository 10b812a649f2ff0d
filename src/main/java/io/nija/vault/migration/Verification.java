package io.nija.vault.migration;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

import io.nija.vault.vault.MigrationVault;
import io.nija.vault.vault.MigrationVault.Found;

/** Reads every key back as the trading engine does, and compares the hash of what is there with that of what the file says. */
final class Verification {

    /** What a key turned out to be, with the words of the report. */
    enum Result {

        WRITTEN("written"),
        THERE_EQUAL("already there and equal"),
        THERE_DIFFERENT("already there and different"),
        THERE_DELETED("already there, but revoked"),
        WRITTEN_DIFFERENT("written, and not the same now"),
        MISSING("not in Vault");

        private final String words;

        Result(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean good() {
            return this == WRITTEN || this == THERE_EQUAL;
        }
    }

    /** A standby of the cluster may be this late. */
    private static final Duration LATE = Duration.ofSeconds(1);

    private final MigrationVault vault;
    private final Journal journal;
    private final Stop stop;
    private final Map<Result, LineList> lines = new EnumMap<>(Result.class);

    Verification(MigrationVault vault, Journal journal, Stop stop) {
        this.vault = vault;
        this.journal = journal;
        this.stop = stop;
        for (var result : Result.values()) {
            lines.put(result, new LineList());
        }
    }

    void run(Pass pass, Progress progress) throws IOException {
        pass.run(number -> !journal.isDone(number), key -> {
            lines.get(verify(key)).add(key.line());
            progress.oneDone();
        });
    }

    private Result verify(Pass.Key key) {
        var found = read(key);
        if (found.state() == MigrationVault.State.ABSENT) {
            Patience.sleep(LATE);
            found = read(key);
        }
        boolean there = journal.wasThere(key.number());
        return switch (found.state()) {
            case ABSENT -> Result.MISSING;
            case DELETED -> there ? Result.THERE_DELETED : Result.WRITTEN_DIFFERENT;
            case LIVE -> {
                boolean equal = found.data() != null && key.key().isSameAs(found.data());
                yield there ? equal ? Result.THERE_EQUAL : Result.THERE_DIFFERENT : equal ? Result.WRITTEN : Result.WRITTEN_DIFFERENT;
            }
        };
    }

    private Found read(Pass.Key key) {
        return Patience.call(stop, () -> vault.read(key.key().id()));
    }

    LineList lines(Result result) {
        return lines.getOrDefault(result, new LineList());
    }
}
