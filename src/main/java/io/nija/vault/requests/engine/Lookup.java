package io.nija.vault.requests.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.nija.vault.audit.ConsoleAction;
import io.nija.vault.audit.ConsoleRecords;
import io.nija.vault.audit.KeyEvent;
import io.nija.vault.audit.KeyEvent.Deed;
import io.nija.vault.audit.KeyReaders;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.credentials.IndexedKeys;
import io.nija.vault.notices.KnownPerson;
import io.nija.vault.notices.People;
import io.nija.vault.requests.PersonLookup;
import io.nija.vault.security.Role;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;

/** Looks people's keys up in the index, and puts each look under the key that was looked at. */
@Service
@PreAuthorize("hasAnyRole('" + Role.SUPPORT_NAME + "', '" + Role.ADMIN_NAME + "')")
class Lookup implements PersonLookup {

    private static final int PEOPLE = 50;

    private final IndexedKeys keys;
    private final BrokerCatalogue brokers;
    private final People people;
    private final RequestStore store;
    private final KeyReaders readers;
    private final ConsoleRecords records;
    private final Texts texts;

    Lookup(IndexedKeys keys, BrokerCatalogue brokers, People people, RequestStore store, KeyReaders readers, ConsoleRecords records, Texts texts) {
        this.keys = keys;
        this.brokers = brokers;
        this.people = people;
        this.store = store;
        this.readers = readers;
        this.records = records;
        this.texts = texts;
    }

    @Override
    public List<Found> search(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        if (word.isEmpty()) {
            return List.of();
        }
        records.beforeShowing(ConsoleAction.LOOK_UP, null, null, "who has keys, by “%s”".formatted(texts.why(word)));
        var called = brokers.all().stream().filter(broker -> broker.id().value().equals(word) || broker.name().toLowerCase(Locale.ROOT).contains(word))
                .map(Broker::id).toList();
        return keys.owners(word, called, PEOPLE).stream().map(person -> new Found(person, name(person).orElse(null), List.of())).toList();
    }

    private Optional<String> name(UserId person) {
        return people.find(person).map(KnownPerson::name);
    }

    @Override
    public Found look(UserId person, String why) {
        var reason = texts.why(why);
        var found = new ArrayList<Key>();
        for (var key : keys.of(person)) {
            // Under each key, so that its owner finds it among what was done with it.
            records.beforeShowing(ConsoleAction.LOOK_UP, key.id(), null, reason);
            found.add(new Key(key, lastRead(key.id()).orElse(null), store.live(key.id()).stream().map(RequestRow::summary).toList()));
        }
        if (found.isEmpty()) {
            records.beforeShowing(ConsoleAction.LOOK_UP, null, null, "%s, who has no keys: %s".formatted(person, reason));
        }
        return new Found(person, name(person).orElse(null), found);
    }

    private Optional<KeyEvent> lastRead(CredentialId key) {
        return readers.of(key).readers().stream().findFirst().map(reader -> new KeyEvent(key, reader.last(), reader.last(), reader.lastMonth(),
                reader.actor(), Deed.READ, null, OperationOutcome.DONE, null, Set.of()));
    }
}
