/** The views of requests; nothing outside uses them. */
@NullMarked
package io.nija.vault.requests.ui;

import org.jspecify.annotations.NullMarked;
