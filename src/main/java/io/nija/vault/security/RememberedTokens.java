package io.nija.vault.security;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Checks the signature of an access token once a minute instead of at each call, as that costs more than all other
 * checks together. These are made each time. A key that the issuer withdraws counts for a minute longer.
 */
class RememberedTokens implements JwtDecoder {

    private static final Duration FOR = Duration.ofMinutes(1);
    private static final int AT_MOST = 20_000;

    private final JwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> validator;
    /** Only what was found good, so that garbage takes no good token's place. */
    private final Cache<String, Jwt> good = Caffeine.newBuilder().maximumSize(AT_MOST).expireAfterWrite(FOR).build();

    RememberedTokens(JwtDecoder decoder, OAuth2TokenValidator<Jwt> validator) {
        this.decoder = decoder;
        this.validator = validator;
    }

    @Override
    public Jwt decode(String token) {
        var known = good.getIfPresent(token);
        if (known == null) {
            var decoded = decoder.decode(token);
            good.put(token, decoded);
            return decoded;
        }
        var result = validator.validate(known);
        if (result.hasErrors()) {
            throw new JwtValidationException("The token is not good any more", result.getErrors());
        }
        return known;
    }
}
