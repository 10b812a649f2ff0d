package io.nija.vault.security;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RolesOfClaimTest {

    @Test
    void aListGivesItsRoles() {
        assertThat(roles("roles", Map.of("roles", List.of("user", "admin")))).containsExactlyInAnyOrder("ROLE_USER", "ROLE_ADMIN");
    }

    @Test
    void oneStringGivesItsRole() {
        assertThat(roles("roles", Map.of("roles", "support"))).containsExactly("ROLE_SUPPORT");
        assertThat(roles("roles", Map.of("roles", "user admin"))).as("not a list").isEmpty();
    }

    @Test
    void dotsLeadIntoObjects() {
        assertThat(roles("realm_access.roles", Map.of("realm_access", Map.of("roles", List.of("user"))))).containsExactly("ROLE_USER");
        assertThat(roles("a.b.c", Map.of("a", Map.of("b", Map.of("c", "admin"))))).containsExactly("ROLE_ADMIN");
    }

    @Test
    void whatIsNotThereGivesNoRole() {
        assertThat(roles("roles", Map.of())).isEmpty();
        assertThat(roles("realm_access.roles", Map.of("realm_access", "user"))).isEmpty();
        assertThat(roles("roles", Map.of("roles", Map.of("user", true)))).isEmpty();
        assertThat(roles("roles", Map.of("roles", 1))).isEmpty();
    }

    @Test
    void rolesThatAreNotOursAreIgnored() {
        assertThat(roles("roles", Map.of("roles", List.of("USER", "ROLE_ADMIN", "admins", "offline_access", 7)))).isEmpty();
    }

    @Test
    void whatTheProviderGrantsByOtherMeansIsIgnored() {
        assertThat(mapper("roles").mapAuthorities(List.of(new SimpleGrantedAuthority("ROLE_ADMIN"), new SimpleGrantedAuthority("SCOPE_openid")))).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "../bob", "a/b", "a..b", ".alice", "alice bob", "alice\n", "älice", "+", "*" })
    void aUserIdThatIsNotFitForAPathFailsTheSignIn(@Nullable String id) {
        assertThatExceptionOfType(OAuth2AuthenticationException.class).isThrownBy(() -> roles("roles", id, Map.of("roles", List.of("user"))))
                .matches(e -> e.getError().getErrorCode().equals("invalid_user_id"));
    }

    private static List<String> roles(String claim, Map<String, Object> claims) {
        return roles(claim, "alice", claims);
    }

    private static List<String> roles(String claim, @Nullable String id, Map<String, Object> claims) {
        var all = new HashMap<>(claims);
        all.put("iss", "https://provider.example");
        if (id != null) {
            all.put("sub", id);
        }
        var token = new OidcIdToken("token", Instant.EPOCH, Instant.EPOCH.plusSeconds(1), all);
        // The authority itself insists on a claim to name the person by.
        return mapper(claim).mapAuthorities(List.of(new OidcUserAuthority("OIDC_USER", token, null, "iss"))).stream()
                .map(GrantedAuthority::getAuthority).map(String::valueOf).toList();
    }

    private static RolesOfClaim mapper(String claim) {
        return new RolesOfClaim(new OidcProperties(URI.create("https://provider.example"), "console", "nija", "sub", claim));
    }
}
