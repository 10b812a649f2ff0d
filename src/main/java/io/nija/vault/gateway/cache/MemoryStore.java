package io.nija.vault.gateway.cache;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import org.jspecify.annotations.Nullable;

/** In this process, for a gateway that is alone. */
class MemoryStore implements EntryStore {

    private static final int AT_MOST = 100_000;
    private static final byte[] BLOCKED = {};

    private record Entry(byte[] bytes, Duration life) {
    }

    private final Cache<String, Entry> entries = Caffeine.newBuilder().maximumSize(AT_MOST)
            .expireAfter(Expiry.<String, Entry>writing((name, entry) -> entry.life)).build();

    @Override
    public byte @Nullable [] get(String name) {
        var entry = entries.getIfPresent(name);
        return entry == null || entry.bytes == BLOCKED ? null : entry.bytes;
    }

    @Override
    public void putIfAbsent(String name, byte[] bytes, Duration life) {
        entries.asMap().putIfAbsent(name, new Entry(bytes, life));
    }

    @Override
    public void remove(String name) {
        entries.asMap().computeIfPresent(name, (key, entry) -> entry.bytes == BLOCKED ? entry : null);
    }

    @Override
    public boolean block(String name, Duration pause) {
        entries.put(name, new Entry(BLOCKED, pause));
        return true;
    }
}
