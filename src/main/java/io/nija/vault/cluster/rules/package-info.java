/** What can go wrong with the cluster, for the alerts. */
@NullMarked
package io.nija.vault.cluster.rules;

import org.jspecify.annotations.NullMarked;
