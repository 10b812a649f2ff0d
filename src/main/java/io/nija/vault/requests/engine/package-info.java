/** How requests are kept in the database, who may do what with them, and what happens to them by itself. */
@NullMarked
package io.nija.vault.requests.engine;

import org.jspecify.annotations.NullMarked;
