package io.nija.vault.security;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.nija.vault.testing.Loopback;
import io.nija.vault.testing.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The attacks on access tokens of OWASP ASVS 5, chapter 9. Each refused token differs from a good one in one thing.
 */
class AccessTokensTest {

    static TestIssuer issuer;
    static Loopback keys;
    static RSAKey attackers;
    static Loopback attacker;
    static JwtDecoder decoder;

    @BeforeAll
    static void start() throws IOException, JOSEException {
        issuer = TestIssuer.start();
        keys = Loopback.answering(200, new JWKSet(issuer.key().toPublicJWK()).toString());
        attackers = new RSAKey.Builder(TestIssuer.newKey()).keyID(issuer.key().getKeyID()).build();
        attacker = Loopback.answering(200, new JWKSet(attackers.toPublicJWK()).toString());
        decoder = decoder();
    }

    @AfterAll
    static void stop() {
        attacker.close();
        keys.close();
        issuer.close();
    }

    private static OidcProperties oidc() {
        return new OidcProperties(issuer.uri(), "vault-console", "nija", "sub", "roles");
    }

    private static JwtDecoder decoder() {
        return new RememberedTokens(AccessTokens.decoder(keys.address(), oidc()), AccessTokens.validator(oidc()));
    }

    private static Map<String, Object> claims() {
        var claims = issuer.claims("zoe", "user");
        claims.put("aud", "nija");
        claims.put("iat", in(-600));
        return claims;
    }

    private static Map<String, Object> claims(String name, Object value) {
        var claims = claims();
        claims.put(name, value);
        return claims;
    }

    private static String signed(JWSHeader.Builder header, JWSSigner signer) throws JOSEException {
        var token = new SignedJWT(header.build(), TestIssuer.claimsSet(claims()));
        token.sign(signer);
        return token.serialize();
    }

    private static JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(issuer.key().getKeyID());
    }

    private static void taken(String token) {
        assertThat(decoder.decode(token).getSubject()).isEqualTo("zoe");
    }

    private static void refused(String token) {
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(token))
                .satisfies(e -> assertThat(e.toString()).doesNotContain(token.length() < 4 ? "\0" : token));
        assertThatExceptionOfType(JwtException.class).as("the second time").isThrownBy(() -> decoder.decode(token));
    }

    @Test
    void aGoodTokenIsTaken() {
        taken(issuer.sign(claims()));
    }

    @ParameterizedTest
    @ValueSource(strings = { "at+jwt", "JWT", "application/at+jwt", "AT+JWT" })
    void theTypesOfAccessTokensAreTaken(String type) throws JOSEException {
        taken(signed(header().type(new JOSEObjectType(type)), new RSASSASigner(issuer.key())));
    }

    @ParameterizedTest
    @ValueSource(strings = { "logout+jwt", "dpop+jwt", "secevent+jwt", "JOSE" })
    void anotherKindOfTokenIsRefused(String type) throws JOSEException {
        refused(signed(header().type(new JOSEObjectType(type)), new RSASSASigner(issuer.key())));
    }

    @Test
    void anUnsignedTokenIsRefused() {
        var token = new PlainJWT(TestIssuer.claimsSet(claims())).serialize();

        refused(token);
        for (var algorithm : List.of("none", "None", "NONE", "nOnE", "")) {
            var head = Base64.getUrlEncoder().withoutPadding().encodeToString(("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + issuer.key().getKeyID() + "\"}").getBytes());
            refused(head + "." + token.split("\\.")[1] + ".");
            refused(head + "." + token.split("\\.")[1] + "." + issuer.sign(claims()).split("\\.")[2]);
        }
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASecretIsRefused() throws JOSEException {
        var der = issuer.key().toPublicKey().getEncoded();
        var pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(der) + "\n-----END PUBLIC KEY-----\n";

        for (var secret : List.of(der, pem.getBytes(), pem.strip().getBytes(), issuer.key().toPublicJWK().toJSONString().getBytes(),
                issuer.key().getModulus().decode())) {
            refused(issuer.sign(JWSAlgorithm.HS256, new MACSigner(secret), claims()));
        }
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() throws JOSEException {
        refused(signed(header(), new RSASSASigner(attackers)));
        refused(signed(header().keyID("another"), new RSASSASigner(attackers)));
        refused(signed(header().keyID(null), new RSASSASigner(attackers)));
    }

    @Test
    void whereTheTokenSaysThatAKeyIsToBeHadIsNotLookedAt() throws JOSEException {
        var signer = new RSASSASigner(attackers);
        var url = URI.create(attacker.address() + "/keys");
        refused(signed(header().jwkURL(url), signer));
        refused(signed(header().x509CertURL(url), signer));
        refused(signed(header().jwk(attackers.toPublicJWK()), signer));
        refused(signed(header().keyID(url.toString()).jwkURL(url).x509CertURL(url).jwk(attackers.toPublicJWK()), signer));
        refused(signed(header().keyID("../../" + url), signer));

        assertThat(attacker.requests()).isEmpty();
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        for (var audience : List.of("vault-console", "NIJA", "nija ", "nija2", "", List.of(), List.of("nija", "vault-console"), List.of("vault-console", "nija"),
                List.of("nija", "nija"))) {
            refused(issuer.sign(claims("aud", audience)));
        }
        taken(issuer.sign(claims("aud", List.of("nija"))));
    }

    @ParameterizedTest
    @ValueSource(strings = { "aud", "iss", "exp" })
    void aTokenThatLacksOneIsRefused(String claim) {
        var claims = claims();
        claims.remove(claim);

        refused(issuer.sign(claims));
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://login.nija.example", "", "http://127.0.0.1" })
    void aTokenOfAnotherIssuerIsRefused(String other) {
        refused(issuer.sign(claims("iss", other)));
        refused(issuer.sign(claims("iss", issuer.uri() + "/")));
    }

    @Test
    void anIdTokenIsRefused() {
        refused(issuer.sign(claims("nonce", "n")));
        refused(issuer.sign(claims("at_hash", "h")));
        refused(issuer.sign(claims("c_hash", "h")));
        refused(issuer.sign(claims("typ", "ID")));
        taken(issuer.sign(claims("typ", "Bearer")));
    }

    @Test
    void clocksMayDifferByHalfAMinute() {
        taken(issuer.sign(claims("exp", in(-20))));
        refused(issuer.sign(claims("exp", in(-40))));
        taken(issuer.sign(claims("nbf", in(20))));
        refused(issuer.sign(claims("nbf", in(60))));
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    @Test
    void anAlgorithmThatIsNotOnTheListIsRefused() throws JOSEException {
        for (var algorithm : Set.of(JWSAlgorithm.PS256, JWSAlgorithm.RS512, JWSAlgorithm.RS384)) {
            refused(issuer.sign(algorithm, new RSASSASigner(issuer.key()), claims()));
        }
    }

    @Test
    void whatTheTokenSaysMustBeUnderstoodIs() throws JOSEException {
        refused(signed(header().criticalParams(Set.of("x-new")).customParam("x-new", true), new RSASSASigner(issuer.key())));
    }

    @Test
    void anEncryptedTokenIsRefused() throws JOSEException {
        var token = new EncryptedJWT(new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM), TestIssuer.claimsSet(claims()));
        token.encrypt(new RSAEncrypter(issuer.key().toRSAPublicKey()));

        refused(token.serialize());
    }

    @Test
    void aTokenWhoseContentWasChangedIsRefused() {
        var parts = issuer.sign(claims()).split("\\.");
        var changed = new String(Base64.getUrlDecoder().decode(parts[1])).replace("zoe", "bob");

        refused(parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes()) + "." + parts[2]);
        refused(parts[0] + "." + parts[1] + ".");
        refused(parts[0] + "." + parts[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", ".", "..", "a.b.c", "....", "{}", "e30.e30.e30", "\u0000" })
    void garbageIsRefused(String token) {
        refused(token);
    }

    @Test
    void anEnormousTokenIsRefused() {
        refused("x".repeat(5_000_000));
        refused(issuer.sign(claims()) + "x".repeat(5_000_000));
    }

    @Test
    void aRememberedTokenEndsInTime() throws Exception {
        var token = issuer.sign(claims("exp", in(-20)));
        taken(token);

        Thread.sleep(11_000);

        refused(token);
    }

    /** A token is remembered as a whole: its parts are worth nothing by themselves. */
    @Test
    void aRememberedTokenIsNoOtherToken() {
        var token = issuer.sign(claims());
        taken(token);
        var parts = token.split("\\.");

        refused(parts[0] + "." + parts[1] + ".");
        refused(token.substring(0, token.length() - 8) + "AAAAAAAA");
    }

    /** Told from a bad token, as a program need not get another. */
    @Test
    void whileTheIssuerDoesNotAnswerATokenIsNotCalledBad() throws IOException {
        var alone = AccessTokens.decoder(Loopback.nobody(), oidc());

        assertThatExceptionOfType(JwtException.class).isThrownBy(() -> alone.decode(issuer.sign(claims())))
                .isNotInstanceOf(BadJwtException.class);
    }

    @Test
    void aFloodOfUnknownKeysIsNotPassedOnToTheIssuer() throws JOSEException {
        var flooded = decoder();
        var signer = new RSASSASigner(attackers);
        assertThat(flooded.decode(issuer.sign(claims())).getSubject()).isEqualTo("zoe");
        var before = keys.requests().size();

        for (int i = 0; i < 200; i++) {
            var token = signed(header().keyID(UUID.randomUUID().toString()), signer);
            assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> flooded.decode(token));
        }

        assertThat(keys.requests().size() - before).isLessThanOrEqualTo(3);
        assertThat(flooded.decode(issuer.sign(claims())).getSubject()).as("good ones are still taken").isEqualTo("zoe");
    }
}
