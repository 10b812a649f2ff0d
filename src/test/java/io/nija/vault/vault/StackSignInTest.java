package io.nija.vault.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.SignedJWT;
import io.nija.vault.base.UserId;
import io.nija.vault.testing.AuditFile;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import io.nija.vault.testing.TestIssuer;
import io.nija.vault.testing.VaultCaller;
import io.nija.vault.testing.VaultCallers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

import static io.nija.vault.testing.People.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

/** Who gets into the embedded stack's Vault, and that nobody is left in it who set it up. */
@ConsoleTest
class StackSignInTest {

    @Autowired
    VaultCallers callers;
    @Autowired
    People people;
    @Value("${local.directory}")
    Path directory;

    @ParameterizedTest
    @CsvSource({ "alice,support", "alice,admin", "bob,admin", "sam,user", "sam,user-destroy", "sam,admin", "ada,user", "ada,user-destroy", "ada,support" })
    void nobodyGetsARoleThatTheirTokenDoesNotList(String person, String role) {
        assertThat(VaultCaller.tryJwt(callers.address(), role, people.idToken(new UserId(person))).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({ "alice,user-gateway,200", "alice,user-read,200", "alice,user,400", "alice,user-destroy,400", "sam,user-gateway,400", "sam,user-read,400",
            "sam,support,400", "ada,admin,400" })
    void theAccessTokenOfAProgramOpensTheGatewaysRolesOnly(String person, String role, int status) {
        assertThat(VaultCaller.tryJwt(callers.address(), role, people.accessToken(new UserId(person))).status()).isEqualTo(status);
    }

    @Test
    void aCopyOfATokenSignedByAnotherKeyIsRefused() throws Exception {
        var real = SignedJWT.parse(people.idToken(ALICE));
        var forged = new SignedJWT(real.getHeader(), real.getJWTClaimsSet());
        forged.sign(new RSASSASigner(TestIssuer.newKey()));

        assertThat(real.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(VaultCaller.tryJwt(callers.address(), "user", real.serialize()).status()).isEqualTo(200);
        assertThat(VaultCaller.tryJwt(callers.address(), "user", forged.serialize()).status()).isEqualTo(400);
    }

    @Test
    void aWrongSecretIdIsRefused() {
        var answer = new VaultCaller(callers.address(), "").send("POST", "auth/approle/login",
                Map.of("role_id", "console", "secret_id", UUID.randomUUID().toString()));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void everyRootTokenThatSetItUpIsRevoked() throws IOException {
        var audit = AuditFile.whole(directory);

        var roots = accessors(audit, false);
        assertThat(roots).isNotEmpty();
        assertThat(accessors(audit, true)).isEqualTo(roots);
    }

    /** Of root tokens: those that were used, or those that revoked themselves. Audit files hold only their keyed hashes. */
    private static Set<String> accessors(AuditFile audit, boolean revoked) throws IOException {
        return (revoked ? audit.successes("auth/token/revoke-self") : audit.entries()).stream()
                .filter(entry -> entry.at("/auth/policies").toString().contains("\"root\""))
                .map(entry -> entry.at("/auth/accessor")).map(JsonNode::asString)
                .collect(Collectors.toSet());
    }
}
