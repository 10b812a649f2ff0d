/** The lines of audit logs as they are kept: hashed in a chain, compressed in blocks, and the old ones in archives. */
@NullMarked
package io.nija.vault.audit.lines;

import org.jspecify.annotations.NullMarked;
