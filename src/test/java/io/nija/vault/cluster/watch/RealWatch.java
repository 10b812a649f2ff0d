package io.nija.vault.cluster.watch;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

import io.nija.vault.cluster.Cluster;
import io.nija.vault.testing.RaftCluster;
import io.nija.vault.vault.RealNodes;

/** Watches the nodes of a test's own, as often as it is told to. */
public final class RealWatch implements AutoCloseable {

    private final RealNodes nodes;
    private final Readings readings;
    private final ClusterWatch watch;

    public RealWatch(RaftCluster cluster, Clock clock) {
        this(IntStream.range(0, 3).mapToObj(cluster::address).toList(), cluster.rootToken(), clock);
    }

    public RealWatch(List<URI> addresses, String token, Clock clock) {
        nodes = new RealNodes(addresses, token, clock);
        readings = new Readings(nodes.probe(), nodes.readings());
        watch = new ClusterWatch(nodes.probe(), readings);
    }

    public Cluster cluster() {
        return watch;
    }

    public Readings readings() {
        return readings;
    }

    public RealNodes nodes() {
        return nodes;
    }

    /** As the schedule would. */
    public Cluster look() {
        watch.check();
        return watch;
    }

    public void read() {
        readings.tick();
    }

    @Override
    public void close() {
        readings.end();
        nodes.close();
    }
}
