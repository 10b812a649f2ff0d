package io.nija.vault.e2e;

import java.security.SecureRandom;
import java.util.Random;
import java.util.stream.Collectors;

/** A key at Kraken as a person brings it, with values made up for this run. */
record TestKey(String name, String apiKey, String privateKey) {

    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final Random RANDOM = new SecureRandom();

    static TestKey named(String name) {
        return new TestKey(name, random(56), random(86) + "==");
    }

    /** The key that comes after it, under the same name. */
    TestKey next() {
        return named(name);
    }

    /** What it is called in addresses and in Vault. */
    String id() {
        return "kraken--" + name;
    }

    static String random(int length) {
        return RANDOM.ints(length, 0, CHARACTERS.length()).mapToObj(i -> CHARACTERS.substring(i, i + 1)).collect(Collectors.joining());
    }
}
