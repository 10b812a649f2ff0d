package io.nija.vault.local;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProductionSettingsTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    ProductionSettingsTest() {
        setEnvironmentVariables(Map.of());
    }

    private void setEnvironmentVariables(Map<String, Object> variables) {
        environment.getPropertySources().replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    }

    @ParameterizedTest
    @ValueSource(strings = {"VAULT_ADDR", "vault_addr", "VAULT_ROLE_ID", "VAULT_ROLEID", "SPRING_DATASOURCE_URL", "OIDC_ISSUER_URI", "OIDC_ISSUERURI"})
    void refusesAProductionSettingInTheEnvironmentAndNamesIt(String name) {
        setEnvironmentVariables(Map.of(name, "https://production.example"));
        assertThatThrownBy(() -> ProductionSettings.refuseIn(environment))
                .isInstanceOf(LocalStackException.class).hasMessageContaining(name).hasMessageNotContaining("production.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vault.addr", "vault.roleId", "spring.datasource.url", "oidc.issuer-uri", "oidc.issuerUri"})
    void refusesAProductionSettingOnTheCommandLine(String name) {
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource("--" + name + "=x"));
        assertThatThrownBy(() -> ProductionSettings.refuseIn(environment)).hasMessageContaining(name);
    }

    @Test
    void leavesTheDefaultsOfTheProductAlone() {
        environment.getPropertySources().addLast(new MapPropertySource("application.yaml", Map.of("vault.addr", "https://vault:8200")));
        setEnvironmentVariables(Map.of("VAULT_CONSOLE_BAO", "/usr/bin/bao"));
        assertThatCode(() -> ProductionSettings.refuseIn(environment)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.1.4", "no such host"})
    void refusesToBeReachedFromOtherMachines(String address) {
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource("--server.address=" + address));
        assertThatThrownBy(() -> ProductionSettings.refuseIn(environment)).hasMessageContaining("this machine only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void listensOnLoopbackAddresses(String address) {
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource("--server.address=" + address));
        assertThatCode(() -> ProductionSettings.refuseIn(environment)).doesNotThrowAnyException();
    }
}
