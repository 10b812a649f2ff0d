package io.nija.vault.testing;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The realm as an operator would set it up for the platform, in Keycloak's import format: roles in
 * {@code realm_access.roles}, a client for the console, and clients of programs, of which one is right and two are not.
 * Passwords and the console's secret are made up anew each time.
 */
final class KeycloakRealm {

    static final String NAME = "nija";
    static final String CONSOLE = "vault-console";
    /** Its access tokens are for the gateway alone. */
    static final String PROGRAMS = "nija-programs";
    /** Its access tokens are for another service. */
    static final String ELSEWHERE = "elsewhere";
    /** As Keycloak makes clients: its access tokens are for the gateway, and for whatever the person has roles at. */
    static final String FULL_SCOPE = "full-scope";

    private static final Map<String, String> ROLES = Map.of("alice", "user", "sam", "support");

    private final String clientSecret = UUID.randomUUID().toString();
    private final Map<String, String> passwords = new LinkedHashMap<>();
    private final URI console;

    /** @param console where the browser comes back to */
    KeycloakRealm(URI console) {
        this.console = console;
        ROLES.keySet().forEach(person -> passwords.put(person, UUID.randomUUID().toString()));
    }

    String clientSecret() {
        return clientSecret;
    }

    String password(String person) {
        return passwords.get(person);
    }

    Map<String, Object> toImport() {
        return Map.of("realm", NAME, "enabled", true, "sslRequired", "none",
                "roles", Map.of("realm", List.of(Map.of("name", "user"), Map.of("name", "support"), Map.of("name", "admin"))),
                "clients", List.of(console(), program(PROGRAMS, "nija", false), program(ELSEWHERE, "elsewhere", false),
                        program(FULL_SCOPE, "nija", true)),
                "scopeMappings", List.of(scope(CONSOLE), scope(PROGRAMS), scope(ELSEWHERE)),
                "users", ROLES.entrySet().stream().map(person -> user(person.getKey(), person.getValue())).toList());
    }

    private Map<String, Object> console() {
        return Map.of("clientId", CONSOLE, "enabled", true, "secret", clientSecret, "fullScopeAllowed", false,
                // So that tests come by its ID tokens without a browser. An operator leaves it off.
                "directAccessGrantsEnabled", true,
                "redirectUris", List.of(console.resolve("/login/oauth2/code/nija").toString()),
                "attributes", Map.of("post.logout.redirect.uris", console.resolve("/").toString(), "pkce.code.challenge.method", "S256"),
                "protocolMappers", List.of(mapper("roles in the ID token", "oidc-usermodel-realm-role-mapper",
                        Map.of("claim.name", "realm_access.roles", "multivalued", "true", "id.token.claim", "true", "jsonType.label", "String"))));
    }

    private static Map<String, Object> program(String name, String audience, boolean fullScope) {
        return Map.of("clientId", name, "enabled", true, "publicClient", true, "standardFlowEnabled", false,
                "directAccessGrantsEnabled", true, "fullScopeAllowed", fullScope,
                "protocolMappers", List.of(mapper("audience", "oidc-audience-mapper",
                        Map.of("included.custom.audience", audience, "access.token.claim", "true", "id.token.claim", "false"))));
    }

    private static Map<String, Object> mapper(String name, String type, Map<String, String> config) {
        return Map.of("name", name, "protocol", "openid-connect", "protocolMapper", type, "config", config);
    }

    private static Map<String, Object> scope(String client) {
        return Map.of("client", client, "roles", List.of("user", "support", "admin"));
    }

    private Map<String, Object> user(String name, String role) {
        return Map.of("username", name, "enabled", true, "firstName", name, "lastName", "of Keycloak",
                "email", name + "@nija.example", "emailVerified", true,
                "realmRoles", List.of("default-roles-" + NAME, role),
                "credentials", List.of(Map.of("type", "password", "value", passwords.get(name))));
    }
}
