/** Where guided rotations stand. */
@NullMarked
package io.nija.vault.credentials.rotation;

import org.jspecify.annotations.NullMarked;
