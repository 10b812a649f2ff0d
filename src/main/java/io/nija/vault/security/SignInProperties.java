package io.nija.vault.security;

import java.time.Duration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How strict the console is about sign-ins.
 *
 * @param freshSignIn    how old a sign-in may be for what needs a fresh one: revealing a value, destroying a key
 * @param sessionLongest when a session ends however busy it is
 * @param signIns        how many there may be
 */
@ConfigurationProperties("console")
@Validated
record SignInProperties(@DefaultValue("5m") @DurationMin(seconds = 10) @DurationMax(minutes = 15) Duration freshSignIn,
        @DefaultValue("12h") @DurationMin(seconds = 10) @DurationMax(days = 1) Duration sessionLongest,
        @DefaultValue @Valid SignIns signIns) {

    /**
     * A minute, at one console.
     *
     * @param address from one address, which may be that of a whole office
     * @param person  of one person who is asked to prove again who they are
     */
    record SignIns(@DefaultValue("120") @Min(1) int address, @DefaultValue("10") @Min(1) int person) {
    }
}
