package io.nija.vault.gateway;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.DevRedis;
import io.nija.vault.testing.ProductionConsole;
import io.nija.vault.testing.RaftCluster;
import io.nija.vault.testing.TestIssuer;
import io.nija.vault.vault.AppRoleCredentials;
import io.nija.vault.vault.IdentityProvider;
import io.nija.vault.vault.Provisioning;
import org.jspecify.annotations.Nullable;

/** What gateways of production need besides each other: a Vault that is provisioned for them, a database and an issuer. */
record Site(RaftCluster vault, DevPostgres database, TestIssuer issuer, AppRoleCredentials appRole) implements AutoCloseable {

    /** @param vault that is nobody's yet; the site ends it */
    static Site around(RaftCluster vault) throws IOException {
        var issuer = TestIssuer.start();
        var appRole = Provisioning.provision(vault.address(vault.leader()), vault.newRootToken(),
                new IdentityProvider(issuer.uri(), "vault-console", "nija", "sub", "roles")).console();
        return new Site(vault, DevPostgres.start(), issuer, appRole);
    }

    /**
     * A gateway's settings, with limits that no test reaches.
     *
     * @param nodes addresses of the Vault, the preferred one first
     * @param redis null for a cache in memory
     */
    Map<String, String> settings(List<URI> nodes, @Nullable DevRedis redis) {
        var settings = ProductionConsole.settings(nodes, appRole, database, issuer.uri(), "secret");
        settings.putAll(Map.of("GATEWAY_LIMIT_USER", "1000000", "GATEWAY_LIMIT_ADDRESS", "1000000"));
        if (redis != null) {
            settings.put("REDIS_URL", redis.url());
        }
        return settings;
    }

    /** One person's key through each of these gateways. */
    List<GatewayCaller> callers(String user, ProductionConsole... gateways) {
        var token = issuer.accessToken(user);
        return Stream.of(gateways).map(gateway -> new GatewayCaller(gateway.address(), token, user, "kraken")).toList();
    }

    /** The request ids of the reads that were answered from a cache. */
    Set<String> cachedReads() throws SQLException {
        var ids = new HashSet<String>();
        try (var connection = database.dataSource().getConnection(); var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select request_id from access_record where action = 'cached-read' union all
                        select o.request_id from audit_operation o join audit_class c on c.id = o.class_id join audit_source s on s.id = c.source_id
                        where s.name = 'console' and c.operation = 'read'""")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    @Override
    public void close() throws IOException {
        try (var third = database; var second = vault; var first = issuer) {
        }
    }
}
