/** Alerts: what can go wrong, who is told, and who has taken it on. Features bring their rules as beans of {@link io.nija.vault.alerts.AlertRule}. */
@ApplicationModule(allowedDependencies = {"base", "base :: ui", "security", "vault", "audit", "delivery"})
@NullMarked
package io.nija.vault.alerts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
