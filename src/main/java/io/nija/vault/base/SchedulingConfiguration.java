package io.nija.vault.base;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Jobs run where the console serves, not while one of its commands does. */
@Configuration
@EnableScheduling
@ConditionalOnWebApplication
class SchedulingConfiguration {
}
