/** What a backup consists of: encrypted parts and a signed manifest. */
@NullMarked
package io.nija.vault.backup.archive;

import org.jspecify.annotations.NullMarked;
