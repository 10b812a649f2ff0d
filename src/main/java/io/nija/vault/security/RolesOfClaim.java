package io.nija.vault.security;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;

/**
 * Gives a person the roles that the configured claim of their ID token lists. What it lists besides our roles is
 * ignored, and so is what the provider grants by other means. Vault checks the same claim of the same token.
 */
class RolesOfClaim implements GrantedAuthoritiesMapper {

    private final OidcProperties oidc;

    RolesOfClaim(OidcProperties oidc) {
        this.oidc = oidc;
    }

    /** @throws OAuth2AuthenticationException when the user id is not fit for a path in Vault: such a sign-in fails */
    @Override
    public Collection<? extends GrantedAuthority> mapAuthorities(Collection<? extends GrantedAuthority> authorities) {
        return authorities.stream()
                .filter(OidcUserAuthority.class::isInstance)
                .map(authority -> ((OidcUserAuthority) authority).getIdToken())
                .flatMap(this::roles)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The same for an access token.
     *
     * @throws OAuth2AuthenticationException when the user id is not fit for a path in Vault
     */
    Collection<GrantedAuthority> of(ClaimAccessor token) {
        return roles(token).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<GrantedAuthority> roles(ClaimAccessor token) {
        requireUserId(token);
        var listed = listed(claim(token));
        return Arrays.stream(Role.values()).filter(role -> listed.contains(role.claimValue()))
                .map(role -> new SimpleGrantedAuthority(role.authority()));
    }

    private void requireUserId(ClaimAccessor token) {
        var id = token.getClaimAsString(oidc.userClaim());
        try {
            new UserId(id == null ? "" : id);
        } catch (InvalidIdentifierException e) {
            throw new OAuth2AuthenticationException(new OAuth2Error("invalid_user_id"), e.getMessage(), e);
        }
    }

    private @Nullable Object claim(ClaimAccessor token) {
        @Nullable Object value = token.getClaims();
        for (var name : oidc.rolesClaim().split("\\.")) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value;
    }

    private static Set<String> listed(@Nullable Object claim) {
        return switch (claim) {
            case Collection<?> list -> list.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
            case String one -> Set.of(one);
            case null, default -> Set.of();
        };
    }
}
