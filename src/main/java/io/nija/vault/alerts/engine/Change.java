package io.nija.vault.alerts.engine;

import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.AlertEvent.What;
import org.jspecify.annotations.Nullable;

/**
 * What a round does to an alert.
 *
 * @param before null for a new one
 * @param after  null when it is gone before it was an alert
 * @param what   happened to it, where that is worth a note
 */
record Change(@Nullable Alert before, @Nullable Alert after, @Nullable What what, @Nullable String detail) {
}
