package io.nija.vault.client;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClientSettingsTest {

    private static final Map<String, String> APPROLE =
            Map.of("VAULT_ADDR", "https://a:8200, https://b:8200", "VAULT_ROLE_ID", "role", "VAULT_SECRET_ID", "canary-secret");

    private static Map<String, String> approleAnd(String name, String value) {
        var environment = new HashMap<>(APPROLE);
        environment.put(name, value);
        return environment;
    }

    private static void refuses(Map<String, String> environment, String... words) {
        assertThatExceptionOfType(ClientSettingsException.class).isThrownBy(() -> ApiKeyManagerBuilder.of(environment).build())
                .withMessageContainingAll(words).satisfies(e -> assertThat(e.getMessage()).doesNotContain("canary"));
    }

    @Test
    void theEnvironmentOfAServiceIsEnough() {
        assertThatCode(() -> ApiKeyManagerBuilder.of(APPROLE).build().close()).doesNotThrowAnyException();
        assertThatCode(() -> ApiKeyManagerBuilder.of(approleAnd("VAULT_NAMESPACE", "team/nija")).build().close()).doesNotThrowAnyException();
    }

    @Test
    void aTokenIsEnoughForDevelopment() {
        var environment = Map.of("VAULT_ADDR", "http://localhost:8200", "VAULT_TOKEN", "root", "VAULT_ROLE_ID", " ");

        assertThatCode(() -> ApiKeyManagerBuilder.of(environment).build().close()).doesNotThrowAnyException();
    }

    @Test
    void whatIsMissingIsNamed() {
        refuses(Map.of(), "VAULT_ADDR", "VAULT_ROLE_ID", "VAULT_SECRET_ID", "VAULT_TOKEN");
        refuses(Map.of("VAULT_TOKEN", "canary"), "VAULT_ADDR");
        refuses(Map.of("VAULT_ADDR", "https://a", "VAULT_ROLE_ID", "r"), "VAULT_SECRET_ID");
        refuses(Map.of("VAULT_ADDR", " , ", "VAULT_TOKEN", "canary"), "address");
    }

    @Test
    void aTokenBesideAnAppRoleIsRefused() {
        refuses(approleAnd("VAULT_TOKEN", "canary-token"), "VAULT_TOKEN", "VAULT_ROLE_ID", "both");
        assertThatExceptionOfType(ClientSettingsException.class)
                .isThrownBy(() -> ApiKeyManager.builder().addresses("https://a").appRole("r", "s").token("t").build());
    }

    @ParameterizedTest
    @ValueSource(strings = { "vault:8200", "vault", "ftp://vault", "https://vault/v1", "https://user:canary@vault", "https://", "http://a b" })
    void anAddressIsAHostAndAPort(String address) {
        refuses(approleAnd("VAULT_ADDR", address), "VAULT_ADDR");
    }

    /** The HTTP client would put the whole of it into its exception. */
    @Test
    void aTokenThatCannotStandInAHeaderIsNotRepeated() {
        refuses(Map.of("VAULT_ADDR", "https://a", "VAULT_TOKEN", "canary\ntoken"), "VAULT_TOKEN");
        refuses(approleAnd("VAULT_NAMESPACE", "canary\r\nX-Vault-Token: x"), "VAULT_NAMESPACE");
    }

    @Test
    void aFileOfCertificatesThatIsMissingOrNoneIsNamed() {
        refuses(approleAnd("VAULT_CACERT", "no-such-file.pem"), "VAULT_CACERT", "no-such-file.pem");
        refuses(approleAnd("VAULT_CACERT", Path.of("pom.xml").toString()), "VAULT_CACERT", "pom.xml");
    }

    @Test
    void theBuilderSaysWhatIsMissingToo() {
        assertThatExceptionOfType(ClientSettingsException.class).isThrownBy(() -> ApiKeyManager.builder().token("t").build()).withMessageContaining("address");
        assertThatExceptionOfType(ClientSettingsException.class).isThrownBy(() -> ApiKeyManager.builder().addresses("https://a").build())
                .withMessageContaining("AppRole");
    }
}
