/** The views of the keys; nothing outside uses them. */
@NullMarked
package io.nija.vault.credentials.ui;

import org.jspecify.annotations.NullMarked;
