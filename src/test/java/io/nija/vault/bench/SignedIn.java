package io.nija.vault.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** Somebody of support at the console, on the current thread. */
final class SignedIn {

    private SignedIn() {
    }

    static void asSupport(String person) {
        var token = new OidcIdToken("not.for.vault", Instant.now(), Instant.now().plusSeconds(36_000), Map.of("sub", person));
        var authorities = List.of(new SimpleGrantedAuthority("ROLE_SUPPORT"));
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new OAuth2AuthenticationToken(new DefaultOidcUser(authorities, token), authorities, "nija"));
        SecurityContextHolder.setContext(context);
    }
}
