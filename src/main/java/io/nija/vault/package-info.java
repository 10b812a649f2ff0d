@NullMarked
package io.nija.vault;

import org.jspecify.annotations.NullMarked;
