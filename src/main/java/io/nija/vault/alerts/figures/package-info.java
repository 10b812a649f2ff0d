/** What monitoring from outside gets to know: figures for Prometheus, and whether the console can serve. */
@NullMarked
package io.nija.vault.alerts.figures;

import org.jspecify.annotations.NullMarked;
