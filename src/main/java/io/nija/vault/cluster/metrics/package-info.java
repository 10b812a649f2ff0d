/** Samples the nodes' figures and keeps them, in ever longer steps. */
@NullMarked
package io.nija.vault.cluster.metrics;

import org.jspecify.annotations.NullMarked;
