package io.nija.vault.local;

import java.time.Instant;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/** When somebody has typed their password, which Spring Security notes among the authorities. */
final class SignInTime {

    private SignInTime() {
    }

    /** The claim {@code auth_time}: seconds, since the encoder takes a date for no claim that it does not know. */
    static @Nullable Long claim(Authentication authentication) {
        var time = of(authentication);
        return time == null ? null : time.getEpochSecond();
    }

    /** Null when nobody has, as with a client's own token. */
    static @Nullable Instant of(@Nullable Authentication authentication) {
        if (authentication == null) {
            return null;
        }
        return authentication.getAuthorities().stream()
                .filter(FactorGrantedAuthority.class::isInstance).map(FactorGrantedAuthority.class::cast)
                .map(FactorGrantedAuthority::getIssuedAt).max(Comparator.naturalOrder()).orElse(null);
    }
}
