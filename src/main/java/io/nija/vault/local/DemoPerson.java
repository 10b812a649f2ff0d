package io.nija.vault.local;

import java.util.List;
import java.util.Map;

/** Somebody to try the console as. */
record DemoPerson(String name, String fullName, String role, String password) {

    private static final String PREFIX = "demo-";

    /** The client whose tokens carry this person's identity, for trying the REST interface without a browser. */
    String clientId() {
        return PREFIX + name;
    }

    /** What every token says about the person. */
    Map<String, Object> claims() {
        return Map.of("sub", name, "roles", List.of(role), "preferred_username", name, "name", fullName,
                "email", name + "@nija.example");
    }

    /** Every field but the password. */
    @Override
    public String toString() {
        return name + " (" + role + ")";
    }
}
