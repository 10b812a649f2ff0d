package io.nija.vault.security;

import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * What an access token must be for the gateway, after OWASP ASVS 5, chapter 9: signed by a key of the issuer's own
 * document with an algorithm of the list below, by this issuer, for the gateway alone, within its time and with an end
 * to it, and no ID token. What the token itself says of where a key is to be had ({@code jku}, {@code x5u}, {@code jwk})
 * counts for nothing.
 */
final class AccessTokens {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);
    /** RFC 9068's in both spellings, what most issuers say instead, and nothing. */
    private static final JOSEObjectType[] TYPES = { new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"),
            JOSEObjectType.JWT, null };
    /** What only ID tokens have: OpenID Connect's hashes of what they were issued with, and Keycloak's own mark. */
    private static final List<String> OF_ID_TOKENS = List.of("at_hash", "c_hash", "nonce");

    private AccessTokens() {
    }

    /** @param keys the issuer's JWK set. It is read when a token needs it, and not more often than Nimbus' limit allows */
    static JwtDecoder decoder(URI keys, OidcProperties oidc) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        var algorithms = OidcProperties.SIGNATURES.stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, source(keys)));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPES));
        // Spring's validators look at the claims.
        processor.setJWTClaimsSetVerifier((claims, context) -> { });
        var decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(validator(oidc));
        return decoder;
    }

    private static JWKSource<SecurityContext> source(URI keys) {
        try {
            var source = JWKSourceBuilder.create(keys.toURL()).retrying(true).outageTolerant(true).build();
            return (selector, context) -> known(source, selector, context);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("The identity provider names no usable address of its keys", e);
        }
    }

    /** A key that was not there a moment ago is unknown, which is no failure: the issuer is not asked for it at once again. */
    private static List<JWK> known(JWKSource<SecurityContext> source, JWKSelector selector, @Nullable SecurityContext context)
            throws KeySourceException {
        try {
            return source.get(selector, context);
        } catch (RateLimitReachedException e) {
            return List.of();
        }
    }

    static OAuth2TokenValidator<Jwt> validator(OidcProperties oidc) {
        return new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(CLOCK_SKEW),
                new JwtIssuerValidator(oidc.issuerUri().toString()),
                require("The token has no end (exp).", token -> token.getExpiresAt() != null),
                require("The token is not for this gateway alone (aud).",
                        token -> List.of(oidc.gatewayAudience()).equals(token.getAudience())),
                require("This is an ID token. Send the access token.",
                        token -> OF_ID_TOKENS.stream().noneMatch(token::hasClaim) && !"ID".equals(token.getClaims().get("typ"))));
    }

    private static OAuth2TokenValidator<Jwt> require(String message, Predicate<Jwt> rule) {
        var failure = OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, message, null));
        return token -> rule.test(token) ? OAuth2TokenValidatorResult.success() : failure;
    }
}
