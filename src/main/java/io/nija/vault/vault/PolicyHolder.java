package io.nija.vault.vault;

import java.util.List;

/**
 * Who gets policies in Vault, and which.
 *
 * @param kind     what Vault calls it
 * @param method   where the auth method is mounted, such as {@code jwt}; empty for entities and groups
 * @param name     of the role, entity or group; for an auth method whose holders cannot be read, its type
 * @param id       of the entity or group; empty for others
 * @param policies by name, sorted, with {@code default} where Vault adds it
 */
public record PolicyHolder(Kind kind, String method, String name, String id, List<String> policies) {

    public enum Kind {

        /** Whoever signs in by an auth method under this role gets the policies. */
        ROLE("Role"),
        /** Tokens made under this token role may have them. */
        TOKEN_ROLE("Token role"),
        ENTITY("Entity"),
        GROUP("Group"),
        /** An auth method that keeps its policies where neither admins nor the console can read them. */
        UNREADABLE("Auth method");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public PolicyHolder {
        policies = policies.stream().distinct().sorted().toList();
    }

    /** Whether it is the token role by which the console asks what policies allow, whose tokens nobody can use. */
    public boolean isProbe() {
        return kind == Kind.TOKEN_ROLE && name.equals(PolicyProbe.ROLE);
    }

    /** How it is called everywhere: {@code jwt/support}, {@code token/policy-probe}, {@code entity alice}. */
    public String title() {
        return switch (kind) {
            case ROLE, TOKEN_ROLE -> method + "/" + name;
            case ENTITY -> "entity " + name;
            case GROUP -> "group " + name;
            case UNREADABLE -> method + "/";
        };
    }
}
