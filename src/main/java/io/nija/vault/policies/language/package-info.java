/** The language of policies: text in, rules out, each with the lines it stands on. */
@NullMarked
package io.nija.vault.policies.language;

import org.jspecify.annotations.NullMarked;
