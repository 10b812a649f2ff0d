/** What can be set about notices. */
@NullMarked
package io.nija.vault.notices.settings;

import org.jspecify.annotations.NullMarked;
