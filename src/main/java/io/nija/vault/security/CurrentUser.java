package io.nija.vault.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** The person on whose behalf the current request runs. */
@Component
public class CurrentUser {

    private final OidcProperties oidc;
    private final SignInProperties signIn;

    CurrentUser(OidcProperties oidc, SignInProperties signIn) {
        this.oidc = oidc;
        this.signIn = signIn;
    }

    /** @throws AuthenticationCredentialsNotFoundException when nobody is signed in */
    public Person get() {
        return find().orElseThrow(() -> new AuthenticationCredentialsNotFoundException("Nobody is signed in"));
    }

    public Optional<Person> find() {
        return authentication().map(this::person);
    }

    public UserId id() {
        return get().id();
    }

    /** Whether they proved who they are within the last {@link #freshFor}. */
    public boolean hasFreshSignIn() {
        return get().lastSignIn().filter(at -> at.isAfter(Instant.now().minus(freshFor()))).isPresent();
    }

    /** How old a sign-in may be for what needs a fresh one: revealing a value, destroying a key. */
    public Duration freshFor() {
        return signIn.freshSignIn();
    }

    /** When a session ends however busy it is. */
    public Duration sessionLongest() {
        return signIn.sessionLongest();
    }

    /** The OIDC token that Vault takes for a sign-in. */
    public SecretValue idToken() {
        return authentication().map(a -> SecretValue.of(oidcUser(a).getIdToken().getTokenValue()))
                .orElseThrow(() -> new AuthenticationCredentialsNotFoundException("Nobody is signed in"));
    }

    /** The access token under which a program calls in the person's name; empty when the person is here themselves. */
    public Optional<BearerToken> bearerToken() {
        return authentication()
                .flatMap(a -> a.getPrincipal() instanceof Jwt token ? Optional.of(token) : Optional.empty())
                .map(token -> new BearerToken(SecretValue.of(token.getTokenValue()), Objects.requireNonNull(token.getExpiresAt())));
    }

    Person person(Authentication authentication) {
        if (authentication.getPrincipal() instanceof Jwt token) {
            var id = token.getClaimAsString(oidc.userClaim());
            return new Person(new UserId(id), id, roles(authentication), null);
        }
        var user = oidcUser(authentication);
        var name = Optional.ofNullable(user.getFullName()).or(() -> Optional.ofNullable(user.getPreferredUsername()))
                .orElseGet(user::getName);
        return new Person(new UserId(user.getClaimAsString(oidc.userClaim())), name, roles(authentication), user.getAuthenticatedAt());
    }

    /** The authentication's: the user itself still has what the provider's scopes gave. */
    private static Set<Role> roles(Authentication authentication) {
        return Arrays.stream(Role.values())
                .filter(role -> authentication.getAuthorities().stream().anyMatch(a -> role.authority().equals(a.getAuthority())))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static OidcUser oidcUser(Authentication authentication) {
        return (OidcUser) authentication.getPrincipal();
    }

    private static Optional<Authentication> authentication() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(Authentication::isAuthenticated)
                .filter(a -> a.getPrincipal() instanceof OidcUser || a.getPrincipal() instanceof Jwt);
    }
}
