package io.nija.vault.backup.drill;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.nija.vault.backup.postgres.recovery.RunningDatabase;
import io.nija.vault.base.SecretValue;
import org.jspecify.annotations.Nullable;

/** Where the Vault of a drill has its data. */
final class IsolatedStorage {

    /** In the directory of the server. */
    static final String RAFT_DIRECTORY = "raft";

    /** A raft of its own. */
    static final IsolatedStorage RAFT = new IsolatedStorage("""

            storage "raft" {
              path                   = "%s"
              node_id                = "drill"
              performance_multiplier = "1"
            }
            """.formatted(RAFT_DIRECTORY), null);

    private final String stanza;
    private final @Nullable SecretValue password;

    private IsolatedStorage(String stanza, @Nullable SecretValue password) {
        this.stanza = stanza;
        this.password = password;
    }

    /** A table that is there, by its plain name. It asks nobody for a lock: whoever had it when the data was backed up is not here. */
    static IsolatedStorage in(RunningDatabase server, String database, String schema, String table) {
        return new IsolatedStorage("""

                storage "postgresql" {
                  connection_url    = "postgres://%s@127.0.0.1:%d/%s?sslmode=disable&search_path=%s"
                  table             = "%s"
                  ha_enabled        = "false"
                  max_parallel      = "8"
                  skip_create_table = "true"
                }
                """.formatted(RunningDatabase.USER, server.port(), encoded(database), encoded("\"" + schema + "\""), table), server.password());
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** In Vault's configuration language. */
    String stanza() {
        return stanza;
    }

    /** The password is in no file, and not in the configuration that a server might show. */
    void addTo(Map<String, String> environment) {
        if (password != null) {
            environment.put("PGPASSWORD", password.expose());
        }
    }
}
