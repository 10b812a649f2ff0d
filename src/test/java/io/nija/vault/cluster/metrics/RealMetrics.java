package io.nija.vault.cluster.metrics;

import javax.sql.DataSource;

import io.nija.vault.cluster.Cluster;
import io.nija.vault.cluster.ClusterMetrics;
import io.nija.vault.cluster.ClusterProperties;
import io.nija.vault.cluster.watch.RealWatch;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps what is read of the nodes of a test's own, without the console around it. */
public final class RealMetrics {

    private static final ClusterProperties NOTHING_SET = new ClusterProperties(null, null, null, null);

    private RealMetrics() {
    }

    /** @param database that has the console's tables */
    public static ClusterMetrics of(DataSource database, RealWatch watch) {
        return new DatabaseMetrics(JdbcClient.create(database), samples(database, watch.cluster(), watch));
    }

    static Samples samples(DataSource database, Cluster cluster, RealWatch watch) {
        return new Samples(JdbcClient.create(database), new TransactionTemplate(new JdbcTransactionManager(database)), cluster,
                new StorageSize(NOTHING_SET, watch.nodes().probe(), new ReadOnlyStorageDatabase(NOTHING_SET)), watch.readings());
    }
}
