/** Tells people who are not looking: by mail and by webhook. */
@NullMarked
package io.nija.vault.alerts.tell;

import org.jspecify.annotations.NullMarked;
