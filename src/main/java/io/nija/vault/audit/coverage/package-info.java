/** Whether each call that was made is on record. */
@NullMarked
package io.nija.vault.audit.coverage;

import org.jspecify.annotations.NullMarked;
