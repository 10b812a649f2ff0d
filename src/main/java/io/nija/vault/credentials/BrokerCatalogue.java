package io.nija.vault.credentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import io.nija.vault.base.BrokerId;
import io.nija.vault.base.InvalidIdentifierException;

/**
 * The brokers that keys can be kept for. It is read once, from {@code brokers.yaml} beside this class; a value there
 * that does not fit stops the start. A broker that is not in it has no place in a Vault path.
 */
@Component
public class BrokerCatalogue {

    private final List<Broker> brokers;
    private final Map<BrokerId, Broker> byId;

    public BrokerCatalogue() {
        brokers = load().stream().sorted(Comparator.comparing(Broker::name, String.CASE_INSENSITIVE_ORDER)).toList();
        byId = brokers.stream().collect(Collectors.toUnmodifiableMap(Broker::id, Function.identity()));
    }

    /** Every broker, by name. */
    public List<Broker> all() {
        return brokers;
    }

    public Optional<Broker> find(BrokerId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** @throws InvalidIdentifierException when the catalogue does not have it */
    public Broker get(BrokerId id) {
        return find(id).orElseThrow(() -> new InvalidIdentifierException("broker", "one of the catalogue"));
    }

    // Boot's own binder fills the records. It ignores a setting that no record knows, so a test looks for those.
    private static List<Broker> load() {
        try {
            var sources = new YamlPropertySourceLoader()
                    .load("brokers", new ClassPathResource("brokers.yaml", BrokerCatalogue.class));
            return new Binder(ConfigurationPropertySources.from(sources))
                    .bind("brokers", Bindable.listOf(Broker.class))
                    .get();
        } catch (IOException e) {
            throw new UncheckedIOException("The broker catalogue cannot be read", e);
        }
    }
}
