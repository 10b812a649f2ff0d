package io.nija.vault.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The OpenBao process. It listens on this machine only, works in its own directory, and takes nothing from the
 * environment that could change how it runs.
 */
final class BaoServer implements Supervised.Server {

    static final String SEAL_KEY = "seal.key";
    static final String LOG = "server.log";
    static final String AUDIT_LOG = "audit.log";

    /**
     * In a session of its own, as Ctrl-C goes to the whole foreground group and the console still needs the vault to
     * revoke its tokens; and ended by the kernel should the console be killed. Both exist on Linux only, and both
     * replace themselves by the server, which keeps the process id.
     */
    private static final List<String> DETACHED =
            Programs.find("setsid").isPresent() && Programs.find("setpriv").isPresent()
                    ? List.of("setsid", "setpriv", "--pdeathsig", "TERM") : List.of();

    private final Path home;
    private final Path program;
    private final int port;
    private final int clusterPort;

    BaoServer(Path home, Path program, int port, int clusterPort) {
        this.home = home;
        this.program = program;
        this.port = port;
        this.clusterPort = clusterPort;
    }

    static void endLeftovers(Path home) {
        Leftovers.find(home.resolve("vault.pid"), configArgument(home)).ifPresent(process -> Leftovers.end(process, "TERM"));
    }

    private static String configArgument(Path home) {
        return "-config=" + home.resolve("bao.hcl");
    }

    /** @param rootTokens whether the recovery key makes root tokens, which should be for moments only */
    void configure(boolean rootTokens) {
        PrivateFiles.write(home.resolve("bao.hcl"), """
                ui           = false
                api_addr     = "http://127.0.0.1:%1$d"
                cluster_addr = "http://127.0.0.1:%2$d"

                storage "raft" {
                  path                   = "raft"
                  node_id                = "local"
                  performance_multiplier = "1"
                }

                listener "tcp" {
                  address                                  = "127.0.0.1:%1$d"
                  cluster_address                          = "127.0.0.1:%2$d"
                  tls_disable                              = true
                  max_request_size                         = 1048576
                  disable_unauthed_generate_root_endpoints = %3$b
                }

                # Without it there are no percentiles. What was not counted for that long is forgotten.
                telemetry {
                  prometheus_retention_time = "24h"
                  disable_hostname          = true
                }

                """.formatted(port, clusterPort, !rootTokens) + sealAndAudit(Path.of(SEAL_KEY)));
    }

    /** The seal's and the audit device's stanzas. A Vault elsewhere that is to read this one's storage needs the same. */
    static String sealAndAudit(Path sealKey) {
        return """
                seal "static" {
                  current_key_id = "local-1"
                  current_key    = "file://%s"
                }

                audit "file" "file" {
                  options {
                    file_path = "%s"
                  }
                }
                """.formatted(sealKey, AUDIT_LOG);
    }

    @Override
    public ProcessHandle start() throws IOException {
        var command = new ArrayList<>(DETACHED);
        command.addAll(List.of(program.toString(), "server", configArgument(home)));
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve(LOG).toFile()));
        builder.environment().keySet().retainAll(Set.of("HOME", "PATH", "LANG", "TMPDIR"));
        var process = builder.start().toHandle();
        PrivateFiles.write(home.resolve("vault.pid"), process.pid() + "\n");
        return process;
    }

    @Override
    public void stop(ProcessHandle process) {
        Leftovers.end(process, "TERM");
    }
}
