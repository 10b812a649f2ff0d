package io.nija.vault.alerts.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.AlertRule.Threshold;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.StatedRule;
import io.nija.vault.audit.AuditWatch;
import io.nija.vault.audit.AuditWatch.FailedSignIn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Somebody guesses, or uses what should lie in a safe. */
@Configuration(proxyBeanMethods = false)
class SignInRules {

    private static final Duration BURST = Duration.ofMinutes(5);
    private static final Duration ROOT = Duration.ofMinutes(15);
    private static final String GUESSING = "Look at the sign-ins: is it one person who forgot something, or somebody who guesses? "
            + "Block the address or the account at the identity provider.";

    @Bean
    AlertRule failedSignInsOfUser(AuditWatch audit) {
        return new StatedRule("failed-sign-ins-user", "Many failed sign-ins of a user", GUESSING, Severity.WARNING, Duration.ZERO, new Threshold(10, "in 5 minutes"),
                least -> bursts(audit, FailedSignIn::user, least, (user, times) -> new Finding(user,
                        Words.count(times, "sign-in") + " as " + user + " failed within 5 minutes", Words.audit(Map.of("text", user, "range", "1h")))));
    }

    @Bean
    AlertRule failedSignInsFromAddress(AuditWatch audit) {
        return new StatedRule("failed-sign-ins-address", "Many failed sign-ins from an address", GUESSING, Severity.WARNING, Duration.ZERO, new Threshold(20, "in 5 minutes"),
                least -> bursts(audit, FailedSignIn::address, least, (address, times) -> new Finding(address,
                        Words.count(times, "sign-in") + " from " + address + " failed within 5 minutes", Words.audit(Map.of("address", address, "range", "1h")))));
    }

    @Bean
    AlertRule failedSignInsInAll(AuditWatch audit) {
        return new StatedRule("failed-sign-ins", "Many failed sign-ins in all", GUESSING, Severity.WARNING, Duration.ZERO, new Threshold(100, "in 5 minutes"),
                least -> {
                    long times = audit.failedSignIns(Instant.now().minus(BURST)).stream().mapToLong(FailedSignIn::times).sum();
                    return times < least ? List.of() : List.of(new Finding("all", Words.count(times, "sign-in") + " failed within 5 minutes",
                            Words.audit(Map.of("text", "login", "range", "1h"))));
                });
    }

    private interface Telling {

        Finding of(String subject, long times);
    }

    private static List<Finding> bursts(AuditWatch audit, Function<FailedSignIn, String> subject, double least, Telling telling) {
        var times = new LinkedHashMap<String, Long>();
        audit.failedSignIns(Instant.now().minus(BURST)).stream().filter(failed -> !subject.apply(failed).equals("-"))
                .forEach(failed -> times.merge(subject.apply(failed), failed.times(), Long::sum));
        return times.entrySet().stream().filter(entry -> entry.getValue() >= least).map(entry -> telling.of(entry.getKey(), entry.getValue())).toList();
    }

    @Bean
    AlertRule rootToken(AuditWatch audit) {
        return new StatedRule("root-token", "A root token is in use", "A root token may do everything, also read values. Find out who uses it and for what, "
                + "and have it revoked when that is done.", Severity.WARNING, Duration.ZERO, null,
                none -> audit.rootTokens(Instant.now().minus(ROOT)).stream().map(use -> new Finding(use.address(),
                        Words.count(use.operations(), "operation") + " with a root token from " + use.address() + " within 15 minutes",
                        Words.audit(Map.of("user", use.user(), "address", use.address(), "range", "1h")))).toList());
    }
}
