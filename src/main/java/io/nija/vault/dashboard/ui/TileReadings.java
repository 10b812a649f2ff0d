package io.nija.vault.dashboard.ui;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.nija.vault.security.Role;
import org.springframework.stereotype.Component;

/** Reads tiles. What is the same for everybody in a role is read once for all who look at that moment. */
@Component
class TileReadings {

    private static final Duration SHARED_FOR = Duration.ofSeconds(3);

    private final List<TileSource> sources;
    private final LoadingCache<TileSource, Reading> shared = Caffeine.newBuilder().expireAfterWrite(SHARED_FOR).build(source -> source.reading().get());

    TileReadings(List<TileSource> sources) {
        this.sources = sources;
    }

    List<TileSource> of(Role role) {
        return sources.stream().filter(source -> source.audience().contains(role)).toList();
    }

    Reading read(TileSource source) {
        return source.audience().contains(Role.USER) ? source.reading().get() : Objects.requireNonNull(shared.get(source));
    }
}
