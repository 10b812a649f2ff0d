package io.nija.vault.vault;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import io.nija.vault.testing.Loopback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** The settings come from environment variables of the names that Vault's own tools use. */
class VaultPropertiesTest {

    private final String roleId = UUID.randomUUID().toString();
    private final String secretId = UUID.randomUUID().toString();
    private final String token = UUID.randomUUID().toString();

    private static VaultProperties bound(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        return Binder.get(environment).bind("vault", VaultProperties.class).get();
    }

    private Map<String, Object> appRole() {
        return new HashMap<>(Map.of("VAULT_ADDR", "https://vault-1:8200", "VAULT_ROLE_ID", roleId, "VAULT_SECRET_ID", secretId));
    }

    @Test
    void severalAddressesAreToldApartByCommas() {
        var variables = appRole();
        variables.put("VAULT_ADDR", "https://vault-1:8200,https://vault-2:8200, http://10.0.0.3:8201");

        assertThat(bound(variables).addr()).containsExactly(URI.create("https://vault-1:8200"),
                URI.create("https://vault-2:8200"), URI.create("http://10.0.0.3:8201"));
        assertThat(bound(appRole()).addr()).containsExactly(URI.create("https://vault-1:8200"));
    }

    @Test
    void theAppRoleIsTaken() {
        var properties = bound(appRole());

        assertThat(properties.appRole().roleId()).isEqualTo(roleId);
        assertThat(properties.appRole().secretId().expose()).isEqualTo(secretId);
    }

    @Test
    void namespaceAndAuthorityAndTokenAreTaken() {
        var variables = appRole();
        variables.putAll(Map.of("VAULT_NAMESPACE", "team/nija", "VAULT_CACERT", "/etc/vault/ca.pem", "VAULT_TOKEN", token));

        var properties = bound(variables);

        assertThat(properties.namespace()).isEqualTo("team/nija");
        assertThat(properties.cacert()).isEqualTo(Path.of("/etc/vault/ca.pem"));
        assertThat(properties.token()).isEqualTo(token);
    }

    @Test
    void limitsHaveDefaultsAndCanBeSet() {
        assertThat(bound(appRole())).satisfies(p -> {
            assertThat(p.connections()).isEqualTo(100);
            assertThat(p.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
            assertThat(p.readTimeout()).isEqualTo(Duration.ofSeconds(5));
        });
        var variables = appRole();
        variables.putAll(Map.of("VAULT_CONNECTIONS", "7", "VAULT_CONNECTTIMEOUT", "100ms", "VAULT_READTIMEOUT", "1m"));
        assertThat(bound(variables)).satisfies(p -> {
            assertThat(p.connections()).isEqualTo(7);
            assertThat(p.connectTimeout()).isEqualTo(Duration.ofMillis(100));
            assertThat(p.readTimeout()).isEqualTo(Duration.ofMinutes(1));
        });
    }

    @Test
    void printingThemPrintsNoSecret() {
        var variables = appRole();
        variables.put("VAULT_TOKEN", token);

        assertThat(bound(variables).toString()).doesNotContain(roleId, secretId, token).contains("vault-1");
        assertThat(bound(variables).appRole().toString()).doesNotContain(secretId);
    }

    @Test
    void anAppRoleByHalvesIsNone() {
        var variables = appRole();
        variables.remove("VAULT_SECRET_ID");

        assertThatIllegalStateException().isThrownBy(() -> bound(variables).appRole()).withMessageContaining("VAULT_SECRET_ID");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aTokenInPlaceOfTheAppRoleIsWarnedOfWithoutBeingPrinted(CapturedOutput output) throws Exception {
        var variables = new HashMap<String, Object>(Map.of("VAULT_ADDR", Loopback.nobody().toString(), "VAULT_TOKEN", token));
        try (var connection = new VaultConnection(bound(variables))) {
            new ConsoleVault(connection, bound(variables), new ByHand()).end();
        }

        assertThat(output.getAll()).contains("VAULT_TOKEN is set", "development only").doesNotContain(token);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void theAppRoleIsNothingToWarnOf(CapturedOutput output) throws Exception {
        try (var connection = new VaultConnection(bound(appRole()))) {
            new ConsoleVault(connection, bound(appRole()), new ByHand()).end();
        }

        assertThat(output.getAll()).doesNotContain("WARN", secretId, roleId);
    }
}
