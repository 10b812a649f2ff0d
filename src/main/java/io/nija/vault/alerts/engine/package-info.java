/** Asks the rules, and keeps what is wrong. */
@NullMarked
package io.nija.vault.alerts.engine;

import org.jspecify.annotations.NullMarked;
