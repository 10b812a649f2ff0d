package io.nija.vault.cluster.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.AlertRule.Threshold;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.StatedRule;
import io.nija.vault.vault.Expiries;
import io.nija.vault.vault.Expiry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What ends soon unless somebody renews it. What the console renews by itself is none of it. */
@Configuration
class ExpiryRules {

    /** What lasts for weeks need not be looked up each time that rules are asked. */
    private static final Duration LOOKED_UP_EVERY = Duration.ofMinutes(10);
    /** After nothing was found, which may be because Vault was away. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private static final class Remembered {

        private final Supplier<List<Expiry>> lookUp;
        private List<Expiry> last = List.of();
        private Instant at = Instant.EPOCH;

        Remembered(Supplier<List<Expiry>> lookUp) {
            this.lookUp = lookUp;
        }

        synchronized List<Expiry> get() {
            var now = Instant.now();
            if (at.plus(last.isEmpty() ? AGAIN : LOOKED_UP_EVERY).isBefore(now)) {
                last = lookUp.get();
                at = now;
            }
            return last;
        }
    }

    @Bean
    AlertRule certificateExpiry(Expiries expiries) {
        var certificates = new Remembered(expiries::certificates);
        return new StatedRule("certificate-expiry", "A node's certificate expires",
                "Renew the certificate and have the node load it (SIGHUP). When it has expired, nobody reaches that node any more.",
                Severity.WARNING, Duration.ZERO, new Threshold(21, "days"),
                days -> ending(certificates.get(), days * 24, "cluster/setup"));
    }

    @Bean
    AlertRule secretIdExpiry(Expiries expiries) {
        var secretId = new Remembered(() -> expiries.secretId().stream().toList());
        return new StatedRule("secret-id-expiry", "The console's secret id expires",
                "Issue a new secret id of the AppRole “console” and start the console with it. When it has expired, a console that restarts cannot sign in to Vault.",
                Severity.WARNING, Duration.ZERO, new Threshold(7, "days"),
                days -> ending(secretId.get(), days * 24, "cluster/setup"));
    }

    /** Of the AppRole's tokens one follows the other; one that the console was given ends for good. */
    @Bean
    AlertRule tokenExpiry(Expiries expiries) {
        var token = new Remembered(() -> expiries.token().stream().filter(expiry -> !expiry.renewed()).toList());
        return new StatedRule("token-expiry", "The console's token expires",
                "Give the console an AppRole (VAULT_ROLE_ID, VAULT_SECRET_ID) in place of VAULT_TOKEN, or a new token.",
                Severity.WARNING, Duration.ZERO, new Threshold(24, "h"),
                hours -> ending(token.get(), hours, "cluster/setup"));
    }

    private static List<Finding> ending(List<Expiry> expiries, double hours, String view) {
        var limit = Instant.now().plusMillis((long) (hours * 3_600_000));
        return expiries.stream().filter(expiry -> expiry.at() != null && expiry.at().isBefore(limit))
                .map(expiry -> new Finding(expiry.subject(), text(expiry), view)).toList();
    }

    private static String text(Expiry expiry) {
        var what = expiry.kind() == Expiry.Kind.CERTIFICATE ? "The certificate of " + expiry.subject() : expiry.subject();
        var left = Duration.between(Instant.now(), Objects.requireNonNull(expiry.at()));
        if (left.isNegative()) {
            return what + " has expired.";
        }
        return what + " expires in " + (left.toDays() > 1 ? left.toDays() + " days." : left.toHours() > 1 ? left.toHours() + " hours." : left.toMinutes() + " minutes.");
    }
}
