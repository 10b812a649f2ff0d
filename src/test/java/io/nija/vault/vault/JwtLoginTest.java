package io.nija.vault.vault;

import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.PlainJWT;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.TestIssuer;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which tokens a provisioned Vault takes for a sign-in. Each refused one differs from a good one in one thing. */
class JwtLoginTest {

    static TestIssuer issuer;
    static DevVault vault;

    @BeforeAll
    static void provision() throws IOException {
        issuer = TestIssuer.start();
        vault = DevVault.start();
        Provisioning.provision(vault.address(), vault.rootToken(),
                new IdentityProvider(issuer.uri(), "vault-console", "nija", "sub", "roles"));
    }

    @AfterAll
    static void stop() throws IOException {
        vault.close();
        issuer.close();
    }

    @ParameterizedTest
    @CsvSource({ "user,user", "user-destroy,user", "support,support", "admin,admin" })
    void theRoleThatTheClaimListsIsOpen(String role, String claim) {
        assertThat(login(role, issuer.token("zoe", claim))).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({ "user,support", "user,admin", "user-destroy,support", "user-destroy,admin", "support,user", "support,admin",
            "admin,user", "admin,support", "admin,administrator", "admin,ADMIN", "admin,''",
            "user-gateway,user", "user-read,user" })
    void everyOtherRoleIsClosed(String role, String claim) {
        refused(role, issuer.token("zoe", claim));
    }

    @ParameterizedTest
    @CsvSource({ "user-gateway,user,200", "user-gateway,support,400", "user-gateway,admin,400",
            "user-read,user,200", "user-read,support,400", "user-read,admin,400", "user,user,400", "user-destroy,user,400",
            "support,support,400", "admin,admin,400" })
    void theGatewaysAudienceOpensItsOwnRolesOnly(String role, String claim, int status) {
        var claims = issuer.claims("zoe", claim);
        claims.put("aud", "nija");

        assertThat(login(role, issuer.sign(claims))).isEqualTo(status);
    }

    @Test
    void aTokenWithoutRolesOpensNone() {
        var claims = issuer.claims("zoe");
        claims.remove("roles");

        for (var role : VaultRole.values()) {
            refused(role.vaultName(), issuer.sign(claims));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "aud", "iss", "exp", "sub" })
    void aTokenWithAnotherOneIsRefused(String claim) {
        var claims = issuer.claims("zoe", "user");
        var wrong = Map.<String, Object>of("aud", "another-application", "iss", "https://login.nija.example", "exp",
                Date.from(Instant.now().minusSeconds(60)), "sub", "");
        assertThat(login("user", issuer.sign(claims))).isEqualTo(200);

        claims.put(claim, wrong.get(claim));

        refused("user", issuer.sign(claims));
    }

    @ParameterizedTest
    @ValueSource(strings = { "aud", "iss", "sub" })
    void aTokenWithoutOneIsRefused(String claim) {
        var claims = issuer.claims("zoe", "user");
        claims.remove(claim);

        refused("user", issuer.sign(claims));
    }

    @Test
    void aTokenThatIsNotYetValidIsRefused() {
        var claims = issuer.claims("zoe", "user");
        claims.put("nbf", Date.from(Instant.now().plusSeconds(120)));

        refused("user", issuer.sign(claims));
    }

    @Test
    void aTokenSignedByAnotherKeyIsRefused() throws JOSEException {
        refused("user", issuer.sign(JWSAlgorithm.RS256, new RSASSASigner(TestIssuer.newKey()), issuer.claims("zoe", "user")));
    }

    @Test
    void aTokenWhoseContentWasChangedIsRefused() {
        var parts = issuer.token("zoe", "user").split("\\.");
        var content = new String(Base64.getUrlDecoder().decode(parts[1])).replace("\"user\"", "\"admin\"");

        refused("admin", parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes()) + "." + parts[2]);
    }

    @Test
    void anUnsignedTokenIsRefused() {
        refused("user", new PlainJWT(TestIssuer.claimsSet(issuer.claims("zoe", "user"))).serialize());
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASecretIsRefused() throws JOSEException {
        var pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(issuer.key().toPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";

        refused("user", issuer.sign(JWSAlgorithm.HS256, new MACSigner(pem.getBytes()), issuer.claims("zoe", "user")));
    }

    @Test
    void anotherAlgorithmOfTheRightKeyIsRefused() throws JOSEException {
        refused("user", issuer.sign(JWSAlgorithm.RS512, new RSASSASigner(issuer.key()), issuer.claims("zoe", "user")));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "nonsense", "a.b.c" })
    void whatIsNoTokenIsRefused(String token) {
        refused("user", token);
    }

    /** So the provider must not give ids to two people that differ in case only: the second would get the keys of the first. */
    @Test
    void vaultTakesIdsThatDifferInCaseOnlyForOnePerson() {
        var id = "zoe" + UUID.randomUUID().toString().substring(0, 8);
        var first = VaultCaller.byJwt(vault.address(), "user", issuer.token(id, "user"));
        var second = VaultCaller.byJwt(vault.address(), "user", issuer.token(id.toUpperCase(Locale.ROOT), "user"));

        assertThat(first.capabilities("secret/data/users/" + id + "/okx")).contains("read");
        assertThat(second.capabilities("secret/data/users/" + id + "/okx")).contains("read");
        assertThat(second.capabilities("secret/data/users/" + id.toUpperCase(Locale.ROOT) + "/okx")).containsExactly("deny");
    }

    @Test
    void anIdOfMixedCaseLeadsToItsOwnPath() {
        var caller = VaultCaller.byJwt(vault.address(), "user", issuer.token("AAxY-7_q", "user"));

        assertThat(caller.send("POST", "secret/data/users/AAxY-7_q/okx", Map.of("data", Map.of("api_key", "none"))).status()).isEqualTo(200);
    }

    private static int login(String role, String jwt) {
        return VaultCaller.tryJwt(vault.address(), role, jwt).status();
    }

    private static void refused(String role, String jwt) {
        var answer = VaultCaller.tryJwt(vault.address(), role, jwt);
        assertThat(answer.ok()).as(role).isFalse();
        assertThat(answer.body().at("/auth/client_token").isMissingNode()).isTrue();
    }
}
