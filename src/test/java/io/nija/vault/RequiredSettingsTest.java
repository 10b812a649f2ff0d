package io.nija.vault;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.nija.vault.base.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequiredSettingsTest {

    private final Map<String, Object> variables = new HashMap<>(Map.of("VAULT_ADDR", "https://vault:8200", "VAULT_ROLE_ID", "role",
            "VAULT_SECRET_ID", "secret", "OIDC_ISSUER_URI", "https://login.nija.example", "OIDC_CLIENT_ID", "console",
            "OIDC_CLIENT_SECRET", "client", "SPRING_DATASOURCE_URL", "jdbc:postgresql://db/console"));
    private final Map<String, Object> others = new HashMap<>();

    private void check() {
        var environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment.getPropertySources().replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        environment.getPropertySources().addFirst(new MapPropertySource("others", others));
        new RequiredSettings().postProcessEnvironment(environment, new SpringApplication());
    }

    @Test
    void allOfThemAreEnough() {
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "VAULT_ADDR", "VAULT_ROLE_ID", "VAULT_SECRET_ID", "OIDC_ISSUER_URI", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "SPRING_DATASOURCE_URL" })
    void eachThatIsMissingOrBlankIsNamed(String name) {
        variables.remove(name);
        assertThatExceptionOfType(StartupException.class).isThrownBy(this::check)
                .withMessage("Not started. Missing in the environment: %s. To try the console out with everything embedded, use ./vault-console run", name);

        variables.put(name, " ");
        assertThatExceptionOfType(StartupException.class).isThrownBy(this::check).withMessageContaining("environment: " + name + ".");
    }

    @Test
    void severalThatAreMissingAreNamedTogether() {
        variables.keySet().removeAll(List.of("VAULT_ADDR", "OIDC_CLIENT_SECRET"));

        assertThatExceptionOfType(StartupException.class).isThrownBy(this::check).withMessageContaining("VAULT_ADDR, OIDC_CLIENT_SECRET.");
    }

    @ParameterizedTest
    @ValueSource(strings = { "vault.addr", "vault.role-id", "vault.secret-id", "oidc.issuer-uri", "oidc.client-id", "oidc.client-secret", "spring.datasource.url" })
    void aPropertyIsAsGoodAsItsVariable(String property) {
        variables.remove(property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
        others.put(property, "something");

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void aTokenStandsInForTheAppRole() {
        variables.keySet().removeAll(List.of("VAULT_ROLE_ID", "VAULT_SECRET_ID"));
        variables.put("VAULT_TOKEN", "token");

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void provisioningNeedsATokenAndNeitherDatabaseNorClientSecret() {
        others.put("nonOptionArgs", "provision");
        variables.keySet().removeAll(List.of("VAULT_ROLE_ID", "VAULT_SECRET_ID", "OIDC_CLIENT_SECRET", "SPRING_DATASOURCE_URL"));
        assertThatExceptionOfType(StartupException.class).isThrownBy(this::check).withMessageContaining("environment: VAULT_TOKEN.");

        variables.put("VAULT_TOKEN", "token");

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void aSecretIdForTheTradingEngineTakesNoIdentityProvider() {
        others.put("nonOptionArgs", "provision,trading-engine");
        variables.keySet().removeIf(name -> !name.equals("VAULT_ADDR"));
        assertThatExceptionOfType(StartupException.class).isThrownBy(this::check).withMessageContaining("environment: VAULT_TOKEN.");

        variables.put("VAULT_TOKEN", "token");

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void aMigrationTakesAVaultAndATokenWhenItWrites() {
        others.put("nonOptionArgs", "migrate,keys.csv");
        variables.clear();
        assertThatCode(this::check).doesNotThrowAnyException();
        others.put("write", "");
        assertThatExceptionOfType(StartupException.class).isThrownBy(this::check).withMessageContaining("environment: VAULT_ADDR, VAULT_TOKEN.");

        variables.putAll(Map.of("VAULT_ADDR", "https://vault:8200", "VAULT_TOKEN", "token", "VAULT_ROLE_ID", "the console's"));

        assertThatCode(this::check).doesNotThrowAnyException();
    }
}
