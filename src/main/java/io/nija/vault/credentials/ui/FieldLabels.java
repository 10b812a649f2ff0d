package io.nija.vault.credentials.ui;

import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerField;

/** How a stored field is called on the page: as its broker calls it, else by its own name. */
final class FieldLabels {

    private FieldLabels() {
    }

    static String of(Broker broker, String field) {
        return broker.fields().stream().filter(f -> f.key().equals(field)).findFirst().map(BrokerField::label).orElse(field);
    }
}
