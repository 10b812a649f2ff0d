package io.nija.vault.credentials.rotation;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How rotations go.
 *
 * @param grace how long the old values are one click away, unless the owner chooses otherwise
 */
@ConfigurationProperties("console.rotation")
@Validated
record RotationProperties(@DefaultValue("24h") @DurationMin(minutes = 1) @DurationMax(days = 7) Duration grace) {

    private static final List<Duration> CHOICES = List.of(Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(3), Duration.ofDays(7));

    /** The usual one first. */
    List<Duration> graces() {
        return Stream.concat(Stream.of(grace), CHOICES.stream()).distinct().toList();
    }
}
