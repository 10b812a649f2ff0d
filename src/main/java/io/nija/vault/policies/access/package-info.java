/** What policies allow at a path, and which rule decides. */
@NullMarked
package io.nija.vault.policies.access;

import org.jspecify.annotations.NullMarked;
