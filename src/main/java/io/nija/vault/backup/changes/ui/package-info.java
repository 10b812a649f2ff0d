@NullMarked
package io.nija.vault.backup.changes.ui;

import org.jspecify.annotations.NullMarked;
