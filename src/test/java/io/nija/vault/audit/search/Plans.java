package io.nija.vault.audit.search;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A database that tells how PostgreSQL went about each query of operations: they are run by EXPLAIN ANALYZE first. */
final class Plans extends DelegatingDataSource {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<JsonNode> plans = new ArrayList<>();

    Plans(DataSource database) {
        super(database);
    }

    /** Those since the last call. */
    List<JsonNode> taken() {
        var taken = List.copyOf(plans);
        plans.clear();
        return taken;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        return proxy(Connection.class, (method, arguments) -> {
            var result = method.invoke(connection, arguments);
            return method.getName().equals("prepareStatement") && ((String) arguments[0]).contains("audit_operation")
                    ? explained((PreparedStatement) result, connection.prepareStatement("explain (analyze, timing off, format json) " + arguments[0])) : result;
        });
    }

    private PreparedStatement explained(PreparedStatement statement, PreparedStatement explain) {
        return proxy(PreparedStatement.class, (method, arguments) -> {
            if (method.getName().startsWith("set")) {
                method.invoke(explain, arguments);
            } else if (method.getName().equals("executeQuery")) {
                try (explain; var plan = explain.executeQuery()) {
                    plan.next();
                    plans.add(JSON.readTree(plan.getString(1)).get(0).get("Plan"));
                }
            }
            return method.invoke(statement, arguments);
        });
    }

    private interface Call {

        Object of(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(Plans.class.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
            try {
                return call.of(method, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    /** All parts of a plan that read a table of operations. */
    static List<JsonNode> scans(JsonNode plan) {
        var scans = new ArrayList<JsonNode>();
        if (plan.path("Relation Name").asString("").startsWith("audit_operation")) {
            scans.add(plan);
        }
        plan.path("Plans").forEach(part -> scans.addAll(scans(part)));
        return scans;
    }

    /** How many rows it read and threw away. */
    static long inVain(JsonNode plan) {
        return scans(plan).stream().mapToLong(scan -> (scan.path("Rows Removed by Filter").asLong(0) + scan.path("Rows Removed by Index Recheck").asLong(0))
                * scan.path("Actual Loops").asLong(1)).sum();
    }
}
