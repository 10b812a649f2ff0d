package io.nija.vault.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.nija.vault.audit.KeyEvent.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who got the values of a key, and how far that is known.
 *
 * @param readers latest first
 * @param from    since when there are records, or the beginning of what was asked for
 * @param readTo  up to when every log has been read, so that later reads may be missing here; null while no log of Vault is read at all
 * @param complete whether that is now, so that who is not here did not read it
 */
public record KeyReading(List<KeyReader> readers, Instant from, @Nullable Instant readTo, boolean complete) {

    /** Whoever read a key within that time reads it now, as far as anybody can tell. */
    private static final Duration NOW = Duration.ofHours(24);

    public KeyReading {
        readers = List.copyOf(readers);
    }

    /** The latest read by the trading engine, when it reads the key now: trading depends on it. */
    public Optional<Instant> engineReadsIt(Instant now) {
        return readers.stream().filter(reader -> reader.actor() == Actor.TRADING_ENGINE).map(KeyReader::last)
                .filter(last -> last.isAfter(now.minus(NOW))).findFirst();
    }
}
