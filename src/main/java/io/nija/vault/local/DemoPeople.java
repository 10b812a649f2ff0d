package io.nija.vault.local;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The people of the embedded OIDC provider. Their passwords are made up at the first start; none is in the product. */
record DemoPeople(List<DemoPerson> all) {

    private static final List<DemoPerson> WITHOUT_PASSWORDS = List.of(
            new DemoPerson("alice", "Alice Archer", "user", ""),
            new DemoPerson("bob", "Bob Baker", "user", ""),
            new DemoPerson("sam", "Sam Seller", "support", ""),
            new DemoPerson("sue", "Sue Stone", "support", ""),
            new DemoPerson("ada", "Ada Admin", "admin", ""));

    private static final String CONSONANTS = "bdfghjkmnprstvwz";
    private static final String VOWELS = "aeiou";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** With the passwords of the file, which is completed where one is missing. */
    static DemoPeople load(Path file) {
        var passwords = PrivateFiles.read(file);
        var people = WITHOUT_PASSWORDS.stream()
                .map(person -> new DemoPerson(person.name(), person.fullName(), person.role(),
                        passwords.getProperty(person.name(), newPassword())))
                .toList();
        people.forEach(person -> passwords.setProperty(person.name(), person.password()));
        PrivateFiles.write(file, passwords);
        return new DemoPeople(people);
    }

    Optional<DemoPerson> named(String name) {
        return all.stream().filter(person -> person.name().equals(name)).findFirst();
    }

    Optional<DemoPerson> ofClient(String clientId) {
        return all.stream().filter(person -> person.clientId().equals(clientId)).findFirst();
    }

    /** Easy to type, and 38 bits: enough for a sign-in that only this machine reaches. */
    private static String newPassword() {
        return Stream.generate(() -> syllable() + syllable()).limit(3).collect(Collectors.joining("-"));
    }

    private static String syllable() {
        return "" + CONSONANTS.charAt(RANDOM.nextInt(CONSONANTS.length())) + VOWELS.charAt(RANDOM.nextInt(VOWELS.length()));
    }
}
