package io.nija.vault.vault;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.stereotype.Component;

/** Entities as they were read lately: there is one for each person who ever signed in, and Vault shows them one by one. */
@Component
class EntityCache {

    private static final Duration AGE = Duration.ofMinutes(30);

    private final Cache<String, Map<String, Object>> entities = Caffeine.newBuilder().expireAfterWrite(AGE).build();

    Optional<Map<String, Object>> get(String id, Supplier<Optional<Map<String, Object>>> read) {
        return Optional.ofNullable(entities.get(id, missing -> read.get().orElse(null)));
    }

    /** Lets go of those that Vault does not list any more. */
    void keepOnly(Collection<String> ids) {
        entities.asMap().keySet().retainAll(new HashSet<>(ids));
    }

    void forget() {
        entities.invalidateAll();
    }
}
