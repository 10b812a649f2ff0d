package io.nija.vault.requests.ui;

import java.util.HashMap;
import java.util.Map;

import io.nija.vault.base.UserId;
import io.nija.vault.notices.KnownPerson;
import io.nija.vault.notices.People;
import org.jspecify.annotations.Nullable;

/** How the people of a request are called on one page: by their names as far as they have signed in, and “You” to the reader. */
class Names {

    private final People people;
    private final UserId reader;
    private final Map<UserId, String> found = new HashMap<>();

    Names(People people, UserId reader) {
        this.people = people;
        this.reader = reader;
    }

    /** @param person null when the console did something by itself */
    String of(@Nullable UserId person) {
        if (person == null) {
            return "The console";
        }
        return person.equals(reader) ? "You" : name(person);
    }

    String name(UserId person) {
        return found.computeIfAbsent(person, id -> people.find(id).map(KnownPerson::name).orElse(id.value()));
    }
}
