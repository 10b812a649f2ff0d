/** Components that the views of every feature use. */
@NamedInterface("ui")
@NullMarked
package io.nija.vault.base.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
