/** The views of the cluster; nothing outside uses it. */
@NullMarked
package io.nija.vault.cluster.ui;

import org.jspecify.annotations.NullMarked;
