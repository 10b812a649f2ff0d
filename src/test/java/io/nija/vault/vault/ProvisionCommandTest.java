package io.nija.vault.vault;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

import io.nija.vault.testing.ProvisionedVault;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The command as it is, for what it does besides provisioning. */
@ExtendWith(OutputCaptureExtension.class)
class ProvisionCommandTest {

    static ProvisionedVault vault;

    @BeforeAll
    static void provision() throws IOException {
        vault = ProvisionedVault.start();
    }

    @AfterAll
    static void stop() throws IOException {
        vault.close();
    }

    private static int run(String token, String... words) {
        return SpringApplication.exit(new SpringApplicationBuilder(ProvisioningApplication.class).web(WebApplicationType.NONE)
                .profiles("command").lazyInitialization(true)
                .properties(Map.of("vault.addr", vault.address(), "vault.token", token, "oidc.issuer-uri", "", "oidc.client-id", "")).run(words));
    }

    @Test
    void anOperatorGetsASecretIdForTheTradingEngineAndKeepsTheirToken(CapturedOutput output) {
        assertThat(run(vault.operatorToken(), "provision", "trading-engine")).isZero();

        var lines = output.getOut().lines().filter(line -> line.startsWith("VAULT_")).map(line -> line.substring(line.indexOf('=') + 1)).toList();
        var engine = VaultCaller.byAppRole(URI.create(vault.address()), lines.getFirst(), lines.getLast());
        assertThat(engine.send("GET", "auth/token/lookup-self").body().at("/data/policies").toString()).isEqualTo("[\"default\",\"trading-engine\"]");
        assertThat(new VaultCaller(URI.create(vault.address()), vault.operatorToken()).isAlive()).isTrue();
    }

    @Test
    void aTokenThatMayNotIsToldSo(CapturedOutput output) {
        var weak = vault.service("migration").token();

        assertThat(run(weak, "provision", "trading-engine")).isEqualTo(1);

        assertThat(output.getErr()).contains("No secret id was issued.").doesNotContain(weak);
    }

    @Test
    void anotherNameIsExplained(CapturedOutput output) {
        assertThat(run(vault.operatorToken(), "provision", "everybody")).isEqualTo(2);

        assertThat(output.getErr()).contains("provision trading-engine");
    }
}
