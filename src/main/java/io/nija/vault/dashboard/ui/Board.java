package io.nija.vault.dashboard.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import io.nija.vault.base.ui.OpenPage;
import io.nija.vault.security.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tiles of one role. Each is read by itself, so that what is slow or away keeps nothing else from being seen. */
class Board extends Div {

    private static final Logger log = LoggerFactory.getLogger(Board.class);
    private static final int PATIENCE_SECONDS = 5;

    private final transient TileReadings readings;
    private final transient List<TileSource> sources;
    private final List<Tile> tiles;
    private transient Consumer<String> summary = text -> {
    };

    Board(TileReadings readings, Role role) {
        this.readings = readings;
        sources = readings.of(role);
        tiles = sources.stream().map(source -> new Tile(source.title(), source.address())).toList();
        addClassName("tiles");
        tiles.forEach(this::add);
    }

    /** @param listener takes, after each reading, in a sentence how all of it is */
    void onReading(Consumer<String> listener) {
        summary = listener;
    }

    /** @param threads on which the person is known */
    void read(UI ui, Executor threads) {
        var all = sources.stream().map(source -> CompletableFuture.supplyAsync(() -> readings.read(source), threads)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).exceptionally(failure -> cannotTell(source, failure))).toList();
        for (int i = 0; i < tiles.size(); i++) {
            var tile = tiles.get(i);
            all.get(i).thenAccept(reading -> OpenPage.change(ui, () -> tile.show(reading)));
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenRun(() -> {
            var moods = all.stream().collect(Collectors.groupingBy(reading -> reading.join().mood(), Collectors.counting()));
            OpenPage.change(ui, () -> summary.accept(inWords(moods)));
        });
    }

    private static Reading cannotTell(TileSource source, Throwable failure) {
        log.debug("The tile {} cannot be told", source.title(), failure);
        return Reading.unknown("It cannot be told now.");
    }

    static String inWords(Map<Mood, Long> moods) {
        long bad = moods.getOrDefault(Mood.BAD, 0L);
        long watch = moods.getOrDefault(Mood.WATCH, 0L);
        long unknown = moods.getOrDefault(Mood.UNKNOWN, 0L);
        if (bad + watch + unknown == 0) {
            return "All is well.";
        }
        var words = new ArrayList<String>();
        add(words, bad, "is not well", "are not well");
        add(words, watch, "needs a look", "need a look");
        add(words, unknown, "is not known", "are not known");
        return String.join(", ", words) + ".";
    }

    private static void add(List<String> words, long tiles, String one, String many) {
        if (tiles > 0) {
            words.add((words.isEmpty() ? tiles + (tiles == 1 ? " figure " : " figures ") : tiles + " ") + (tiles == 1 ? one : many));
        }
    }
}
