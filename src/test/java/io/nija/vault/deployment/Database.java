package io.nija.vault.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.nija.vault.testing.DevPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;

import static org.awaitility.Awaitility.await;

/**
 * The PostgreSQL of a deployment, set up as its image does at the first start: a cluster with the superuser's password, and
 * the files of {@code docker-entrypoint-initdb.d} by psql over its socket.
 */
final class Database extends ServiceProcess {

    private static final String SETTINGS = "/etc/postgresql/postgresql.conf";

    private final Path data;
    private final Path programs;

    Database(Deployment deployment) throws IOException {
        super(deployment, "postgres", Map.of("port = 5432", "port = " + deployment.port("postgres:5432"),
                "listen_addresses = '*'", "listen_addresses = '127.0.0.1'"));
        data = deployment.directory().resolve(".data/postgres/18");
        try (var server = DevPostgres.start()) {
            programs = server.programs();
        }
    }

    /** PostgreSQL refuses to run as root; in a name space of its own it is nobody. */
    private static List<String> notAsRoot(String... command) {
        var words = new ArrayList<>(LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.<String>of());
        words.addAll(List.of(command));
        return words;
    }

    @Override
    List<String> command() {
        return notAsRoot(programs.resolve("postgres").toString(), "-D", data.toString(), "-c", "config_file=" + inside(SETTINGS),
                "-c", "unix_socket_directories=" + data);
    }

    @Override
    Map<String, String> environment() {
        return Map.of();
    }

    /** Returns when it serves, with the databases of the services. */
    void startForTheFirstTime() throws IOException {
        mount();
        var initdb = notAsRoot(programs.resolve("initdb").toString(), "-D", data.toString(), "-U", "postgres",
                "--pwfile=" + inside("/run/postgres/superuser.password"));
        initdb.addAll(List.of(deployment().compose().environment("postgres").get("POSTGRES_INITDB_ARGS").split(" ")));
        Deployment.run(deployment().directory(), initdb.toArray(String[]::new));
        start();
        var socket = data.resolve(".s.PGSQL." + deployment().port("postgres:5432"));
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(socket) && output().contains("ready to accept connections"));
        try (var files = Files.list(inside("/docker-entrypoint-initdb.d"))) {
            for (var file : files.sorted().toList()) {
                psql("-v", "ON_ERROR_STOP=1", "-f", file.toString());
            }
        }
    }

    /** As the superuser, from inside. */
    String psql(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("env", "PGPASSWORD=" + deployment().secret("postgres/superuser.password"), Programs.find("psql"),
                "-X", "-q", "-h", data.toString(), "-p", String.valueOf(deployment().port("postgres:5432")), "-U", "postgres"));
        command.addAll(List.of(arguments));
        return Deployment.run(deployment().directory(), command.toArray(String[]::new));
    }
}
