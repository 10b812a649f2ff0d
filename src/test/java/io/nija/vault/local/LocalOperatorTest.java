package io.nija.vault.local;

import java.net.URI;

import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/** What the stack lends to a command beside the running console: secret ids of two programs and nothing else. */
@ConsoleTest
class LocalOperatorTest {

    @Value("${vault.addr}")
    URI address = URI.create("");
    @Value("${local.operator-role-id}")
    String roleId = "";
    @Value("${local.operator-secret-id}")
    String secretId = "";

    private VaultCaller operator = new VaultCaller(address, "");

    @BeforeEach
    void signIn() {
        operator = VaultCaller.byAppRole(address, roleId, secretId);
    }

    @ParameterizedTest
    @ValueSource(strings = { "migration", "trading-engine" })
    void issuesSecretIdsThatOpenTheProgramsRole(String role) {
        var id = operator.send("GET", "auth/approle/role/" + role + "/role-id").body().at("/data/role_id").asString();
        var secret = operator.send("POST", "auth/approle/role/" + role + "/secret-id").body().at("/data/secret_id").asString();

        assertThat(VaultCaller.byAppRole(address, id, secret).send("GET", "auth/token/lookup-self").body().at("/data/policies").toString()).contains(role);
    }

    @Test
    void doesNothingElse() {
        for (var path : new String[] { "auth/approle/role/console/secret-id", "auth/approle/role/local-operator/secret-id", "auth/approle/role/migration",
                "secret/data/users/alice/okx", "sys/policies/acl/migration", "auth/token/create" }) {
            assertThat(operator.send("POST", path).status()).as(path).isEqualTo(403);
            assertThat(operator.send("GET", path).status()).as(path).isEqualTo(403);
        }
    }
}
