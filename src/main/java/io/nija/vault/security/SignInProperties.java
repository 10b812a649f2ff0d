package io.nija.vault.security;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How strict the console is about sign-ins.
 *
 * @param freshSignIn how old a sign-in may be for what needs a fresh one: revealing a value, destroying a key
 */
@ConfigurationProperties("console")
@Validated
record SignInProperties(@DefaultValue("5m") @DurationMin(seconds = 10) @DurationMax(minutes = 15) Duration freshSignIn) {
}
