package io.nija.vault.base;

import java.time.Clock;
import java.util.List;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.scheduling.annotation.EnableScheduling;
import tools.jackson.databind.json.JsonMapper;

@Configuration
@EnableScheduling
class BaseConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** In place of Spring Boot's, whose buffers would keep the values of answers. */
    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    JsonMapper.Builder unpooledJson(List<JsonMapperBuilderCustomizer> customizers) {
        var json = UnpooledJson.mapper();
        customizers.forEach(customizer -> customizer.customize(json));
        return json;
    }
}
