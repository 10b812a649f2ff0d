package io.nija.vault.requests.ui;

import java.util.stream.Collectors;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.requests.BulkScope;
import io.nija.vault.requests.RequestSummary;
import org.springframework.stereotype.Component;

/** Says which keys a request is about. */
@Component
class RequestText {

    private final BrokerCatalogue brokers;

    RequestText(BrokerCatalogue brokers) {
        this.brokers = brokers;
    }

    /** “Kraken · bot”, or whose keys it is about when they are many. */
    String about(RequestSummary request) {
        if (request.key() != null) {
            return key(request.key());
        }
        return request.broker() == null ? "Keys of several people" : "Keys at " + broker(request.broker().value());
    }

    String key(CredentialId key) {
        var broker = broker(key.broker().value());
        return key.name().map(name -> broker + " · " + name).orElse(broker);
    }

    /** The broker’s name; its id when the catalogue has dropped it. */
    String broker(String id) {
        return brokers.all().stream().filter(broker -> broker.id().value().equals(id)).map(Broker::name).findFirst().orElse(id);
    }

    String scope(BulkScope scope) {
        var owners = scope.owners().stream().map(UserId::value).collect(Collectors.joining(", "));
        var where = scope.broker() == null ? "at any broker" : "at " + broker(scope.broker().value());
        return (owners.isEmpty() ? "Everybody’s keys " : "Keys of " + owners + " ") + where;
    }

    /** How far the requests are that a bulk rotation has opened. */
    static String children(RequestSummary request) {
        return Figures.of(request.childrenDone()) + " of " + Figures.of(request.children(), "key") + " done";
    }
}
