package io.nija.vault.vault;

import org.springframework.stereotype.Component;

/** Where to get a {@link PolicyReader} from. */
@Component
public class PolicyReaders {

    private final PersonVault person;
    private final ConsoleVault console;
    private final EntityCache entities;

    PolicyReaders(PersonVault person, ConsoleVault console, EntityCache entities) {
        this.person = person;
        this.console = console;
        this.entities = entities;
    }

    /** Reads under the signed-in admin's own token. */
    public PolicyReader forAdmin() {
        return new PolicyReader(person.asAdmin(), entities);
    }

    /** Reads under the console's own token, for what happens while nobody looks. */
    public PolicyReader forConsole() {
        return new PolicyReader(console.calls(), entities);
    }
}
