/** OpenPGP for backups: to whom they are encrypted, who signed them, and how they are opened again. {@code gpg} reads and writes the same. */
@NamedInterface("openpgp")
@NullMarked
package io.nija.vault.backup.openpgp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
