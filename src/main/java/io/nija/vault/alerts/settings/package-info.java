/** What can be set about alerts. */
@NullMarked
package io.nija.vault.alerts.settings;

import org.jspecify.annotations.NullMarked;
