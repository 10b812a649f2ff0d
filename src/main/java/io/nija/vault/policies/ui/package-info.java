/** The admins' views of policies; nothing outside uses them. */
@NullMarked
package io.nija.vault.policies.ui;

import org.jspecify.annotations.NullMarked;
