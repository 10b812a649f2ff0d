package io.nija.vault.requests.engine;

import java.time.Duration;
import java.util.Map;

import io.nija.vault.base.StartupException;
import io.nija.vault.requests.Urgency;
import io.nija.vault.requests.engine.RequestProperties.Level;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RequestPropertiesTest {

    private static RequestProperties of(Map<String, Object> environment) {
        var settings = new StandardEnvironment();
        settings.getPropertySources().forEach(source -> settings.getPropertySources().remove(source.getName()));
        settings.getPropertySources().addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, environment));
        ConfigurationPropertySources.attach(settings);
        return Binder.get(settings).bindOrCreate("requests", RequestProperties.class);
    }

    @Test
    void eachUrgencyHasAServiceLevelOutOfTheBox() {
        var properties = of(Map.of());

        assertThat(properties.level(Urgency.URGENT)).isEqualTo(new Level(Duration.ofMinutes(30), Duration.ofHours(4)));
        assertThat(properties.level(Urgency.LOW)).isEqualTo(new Level(Duration.ofHours(24), Duration.ofDays(7)));
        assertThat(properties.approval()).isEqualTo(Duration.ofHours(24));
        assertThat(properties.expire()).isEqualTo(Duration.ofDays(14));
    }

    @Test
    void oneCanBeChangedByTheEnvironment() {
        var properties = of(Map.of("REQUESTS_LEVELS_URGENT_ANSWER", "10m", "REQUESTS_APPROVAL", "8h"));

        assertThat(properties.level(Urgency.URGENT)).isEqualTo(new Level(Duration.ofMinutes(10), Duration.ofHours(4)));
        assertThat(properties.level(Urgency.HIGH).answer()).isEqualTo(Duration.ofHours(2));
        assertThat(properties.approval()).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void whatCannotBeStopsTheStart() {
        for (var wrong : Map.of("REQUESTS_LEVELS_URGENT_ANSWER", "5h", "REQUESTS_LINK", "0s", "REQUESTS_LEVELS_LOW_ANSWER", "-1s").entrySet()) {
            assertThatExceptionOfType(Exception.class).as(wrong.getKey()).isThrownBy(() -> of(Map.of(wrong.getKey(), wrong.getValue())))
                    .withRootCauseInstanceOf(StartupException.class);
        }
    }
}
