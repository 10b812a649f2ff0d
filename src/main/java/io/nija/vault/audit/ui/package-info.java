/** The view of all operations on record; nothing outside uses it. */
@NullMarked
package io.nija.vault.audit.ui;

import org.jspecify.annotations.NullMarked;
