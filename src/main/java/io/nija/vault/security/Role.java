package io.nija.vault.security;

import java.util.Locale;

/** What a signed-in person may be to the console. One person may be several. */
public enum Role {

    USER("User"), SUPPORT("Support"), ADMIN("Admin");

    /** For annotations, which take only constants. Each equals the name of its role. */
    public static final String USER_NAME = "USER";
    public static final String SUPPORT_NAME = "SUPPORT";
    public static final String ADMIN_NAME = "ADMIN";

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /** The role in words for a person. */
    public String label() {
        return label;
    }

    /** The role as the provider's roles claim lists it. */
    public String claimValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role as Spring Security's authority. */
    public String authority() {
        return "ROLE_" + name();
    }
}
