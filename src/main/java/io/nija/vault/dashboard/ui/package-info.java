/** The dashboards of admins, support and users; nothing outside uses them. */
@NullMarked
package io.nija.vault.dashboard.ui;

import org.jspecify.annotations.NullMarked;
