/** Looks whether the records are complete and unaltered. */
@NullMarked
package io.nija.vault.audit.integrity;

import org.jspecify.annotations.NullMarked;
