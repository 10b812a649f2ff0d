package io.nija.vault.credentials;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.nija.vault.base.BrokerId;

/**
 * An exchange or broker that the platform can trade at, and what it takes to sign in to its API.
 *
 * @param keyPage the page, on the broker's own site, where a person makes API keys
 * @param hint    one or two sentences for the person who makes the key
 * @param fields  in the order in which the form asks for them, with the names that the broker shows; exactly one is
 *                {@link BrokerField#API_KEY} and one {@link BrokerField#API_SECRET}
 */
public record Broker(BrokerId id, String name, Mark mark, URI keyPage, @Nullable String hint,
        List<BrokerField> fields) {

    public Broker {
        fields = List.copyOf(fields);
    }

    public BrokerField apiKey() {
        return field(BrokerField.API_KEY);
    }

    public BrokerField apiSecret() {
        return field(BrokerField.API_SECRET);
    }

    private BrokerField field(String key) {
        return fields.stream().filter(field -> field.key().equals(key)).findFirst().orElseThrow();
    }
}
