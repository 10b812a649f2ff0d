/** The view of alerts; nothing outside uses it. */
@NullMarked
package io.nija.vault.alerts.ui;

import org.jspecify.annotations.NullMarked;
