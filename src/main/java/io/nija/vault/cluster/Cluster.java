package io.nija.vault.cluster;

import java.util.function.Consumer;

/** How the cluster is now. It is looked at about every second, whoever asks. */
public interface Cluster {

    ClusterState state();

    /**
     * Calls the listener, on another thread, after each look that found something else than the one before.
     *
     * @return what ends that
     */
    Runnable onChange(Consumer<ClusterState> listener);
}
