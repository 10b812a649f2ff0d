/** Tells people what happened to their own keys, from what is on record. */
@NullMarked
package io.nija.vault.audit.activity;

import org.jspecify.annotations.NullMarked;
