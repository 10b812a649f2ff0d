package io.nija.vault.alerts.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.AlertRule.Threshold;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.StatedRule;
import io.nija.vault.audit.AuditWatch;
import io.nija.vault.audit.KeyEvent.Deed;
import io.nija.vault.audit.KeyEvent.Mark;
import io.nija.vault.audit.UnusualAccess;
import io.nija.vault.audit.UnusualAccess.Unusual;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keys are used in a way that they were not before. */
@Configuration(proxyBeanMethods = false)
class AccessRules {

    private static final Duration LOOKED_BACK = Duration.ofHours(1);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration LOOK_THROUGH = Duration.ofMinutes(5);
    private static final Set<Deed> READS = Set.of(Deed.READ, Deed.READ_FROM_CACHE, Deed.LOOKED_AT_VALUES);
    private static final String ASK = "Ask the owner whether that was them or a service of theirs. If not, rotate the key at the broker.";

    /** One look for the three rules that are about it. */
    @Bean
    Seldom<List<Unusual>> unusualAccess(UnusualAccess access) {
        return new Seldom<>(LOOK, () -> access.since(Instant.now().minus(LOOKED_BACK)));
    }

    @Bean
    AlertRule newAddress(Seldom<List<Unusual>> unusual) {
        return new StatedRule("new-address", "A key was used from a new address", ASK, Severity.WARNING, Duration.ZERO, null,
                none -> marked(unusual.get(), Mark.NEW_ADDRESS).map(event -> new Finding(key(event) + " from " + event.address(),
                        "The key " + key(event) + " was used from " + event.address() + " by " + event.user() + ", for the first time in 90 days", audit(event))).toList());
    }

    @Bean
    AlertRule newReader(Seldom<List<Unusual>> unusual) {
        return new StatedRule("new-reader", "A key was read by somebody new", ASK, Severity.WARNING, Duration.ZERO, null,
                none -> marked(unusual.get(), Mark.NEW_READER).filter(event -> READS.contains(event.deed())).map(event -> new Finding(key(event) + " by " + event.user(),
                        "The values of the key " + key(event) + " were asked for by " + event.user() + ", for the first time in 90 days (" + event.outcome().label() + ")",
                        audit(event))).toList());
    }

    @Bean
    AlertRule oddHour(Seldom<List<Unusual>> unusual) {
        return new StatedRule("odd-hour", "A key was used at an odd hour", ASK, Severity.INFO, Duration.ZERO, null,
                none -> marked(unusual.get(), Mark.ODD_HOUR).map(event -> new Finding(key(event) + " by " + event.user(),
                        "The key " + key(event) + " was used by " + event.user() + " at an hour at which they never did in 90 days", audit(event))).toList());
    }

    private static Stream<Unusual> marked(List<Unusual> events, Mark mark) {
        return events.stream().filter(event -> event.marks().contains(mark));
    }

    private static String key(Unusual event) {
        return event.owner() + "/" + event.key();
    }

    private static String audit(Unusual event) {
        return Words.audit(Map.of("owner", event.owner(), "key", event.key(), "user", event.user()));
    }

    @Bean
    AlertRule manyUsers(AuditWatch audit) {
        var looks = new Seldom<>(LOOK, () -> audit.readersOfMany(Instant.now().minus(LOOKED_BACK), 2));
        return new StatedRule("many-users", "One reader read the keys of many users", "Find out whether this is a service that was just set up. "
                + "If not, have its identity revoked, and rotate the keys that it read.", Severity.CRITICAL, Duration.ZERO, new Threshold(20, "users in an hour"),
                least -> looks.get().stream().filter(reader -> reader.owners() >= least && reader.owners() > reader.usual()).map(reader -> new Finding(
                        reader.user() + " (" + reader.role() + ")", reader.user() + " read values of " + Words.count(reader.owners(), "user")
                                + " within an hour; on no day of the last two weeks was it more than " + reader.usual(),
                        Words.audit(Map.of("user", reader.user(), "kind", "values")))).toList());
    }

    @Bean
    AlertRule keyVolume(AuditWatch audit) {
        var looks = new Seldom<>(LOOK_THROUGH, () -> audit.busyKeys(Instant.now().minus(LOOKED_BACK), 50));
        return new StatedRule("key-volume", "A key was read far more often than usual", ASK, Severity.WARNING, Duration.ZERO, new Threshold(200, "reads in an hour"),
                least -> looks.get().stream().filter(busy -> busy.reads() >= least).map(busy -> new Finding(busy.owner() + "/" + busy.key(),
                        "The values of the key " + busy.owner() + "/" + busy.key() + " were read " + Words.count(busy.reads(), "time")
                                + " within an hour; on no day of the last two weeks was it more than " + busy.busiestDay(),
                        Words.audit(Map.of("owner", busy.owner(), "key", busy.key())))).toList());
    }
}
