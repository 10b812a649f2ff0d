@NullMarked
package io.nija.vault.backup.drill.ui;

import org.jspecify.annotations.NullMarked;
