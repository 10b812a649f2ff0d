/** Keys that expire, by their own date or by how old the keys of a broker may get: their owners are reminded, and asked to rotate. */
@NullMarked
package io.nija.vault.requests.expiry;

import org.jspecify.annotations.NullMarked;
