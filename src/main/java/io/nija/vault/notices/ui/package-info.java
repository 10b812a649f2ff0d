/** The bell on every page, and the views of notices. */
@NullMarked
package io.nija.vault.notices.ui;

import org.jspecify.annotations.NullMarked;
