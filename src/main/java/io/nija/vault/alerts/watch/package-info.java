/** The rules over the audit, the gateway and the console itself. */
@NullMarked
package io.nija.vault.alerts.watch;

import org.jspecify.annotations.NullMarked;
