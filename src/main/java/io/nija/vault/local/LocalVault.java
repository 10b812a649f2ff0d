package io.nija.vault.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * OpenBao with raft storage, unsealed by a key file. It listens on this machine only, and takes nothing from the
 * environment that could change how it runs.
 */
final class LocalVault implements Supervised.Server, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SEAL_KEY_BYTES = 32;

    private final Path home;
    private final Path bao;
    private final int port;
    private final int clusterPort;
    private final VaultOperator operator;
    private @Nullable Supervised supervised;

    LocalVault(LocalDirectory directory, Path bao, Ports ports) {
        this.home = directory.resolve("vault");
        this.bao = bao;
        this.port = ports.choose("vault");
        this.clusterPort = ports.choose("vault-cluster");
        this.operator = new VaultOperator(address());
    }

    /** What is wrong with the data of an earlier start, or null. */
    static @Nullable String damage(LocalDirectory directory) {
        var home = directory.resolve("vault");
        var sealKey = home.resolve("seal.key").toFile();
        if (!Files.exists(home.resolve("raft").resolve("vault.db"))) {
            return home.resolve("raft") + " is missing or incomplete";
        }
        return sealKey.length() == SEAL_KEY_BYTES ? null : sealKey + " is missing or damaged";
    }

    static void endLeftovers(LocalDirectory directory) {
        var home = directory.resolve("vault");
        Leftovers.find(home.resolve("vault.pid"), configArgument(home)).ifPresent(process -> Leftovers.end(process, "TERM"));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    VaultOperator operator() {
        return operator;
    }

    /**
     * Returns when it answers, and is active if it has been initialised before.
     *
     * @param rootTokens whether {@link VaultOperator#generateRootToken} has to work
     */
    void open(boolean rootTokens) throws Exception {
        PrivateFiles.createDirectory(home);
        var fresh = !Files.exists(home.resolve("raft"));
        if (fresh) {
            PrivateFiles.createDirectory(home.resolve("raft"));
            PrivateFiles.write(home.resolve("seal.key"), PrivateFiles.randomBytes(SEAL_KEY_BYTES));
        }
        PrivateFiles.write(home.resolve("bao.hcl"), configuration(rootTokens));
        supervised = Supervised.start("OpenBao", this);
        if (fresh) {
            await(operator::answers, "did not start");
        } else {
            await(operator::isActive, "did not unseal, so its data or " + home.resolve("seal.key") + " is damaged");
        }
    }

    void awaitActive() throws InterruptedException {
        await(operator::isActive, "did not become active");
    }

    private void await(BooleanSupplier condition, String failure) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline || supervised == null || supervised.hasEnded()) {
                throw new LocalStackException("OpenBao %s; what it said is in %s. Restore %s from a copy, or begin anew with ./vault-console reset."
                        .formatted(failure, home.resolve("server.log"), home));
            }
            Thread.sleep(50);
        }
    }

    private String configuration(boolean rootTokens) {
        return """
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
                  disable_unauthed_generate_root_endpoints = %3$b
                }

                seal "static" {
                  current_key_id = "local-1"
                  current_key    = "file://seal.key"
                }

                audit "file" "file" {
                  options {
                    file_path = "audit.log"
                  }
                }
                """.formatted(port, clusterPort, !rootTokens);
    }

    private static String configArgument(Path home) {
        return "-config=" + home.resolve("bao.hcl");
    }

    @Override
    public ProcessHandle start() throws IOException {
        var command = new ArrayList<>(DETACHED);
        command.addAll(List.of(bao.toString(), "server", configArgument(home)));
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("server.log").toFile()));
        builder.environment().keySet().retainAll(Set.of("HOME", "PATH", "LANG", "TMPDIR"));
        var process = builder.start().toHandle();
        PrivateFiles.write(home.resolve("vault.pid"), process.pid() + "\n");
        return process;
    }

    /**
     * In a session of its own, as Ctrl-C goes to the whole foreground group and the console still needs the vault to
     * revoke its tokens; and ended by the kernel should the console be killed. Both exist on Linux only, and both
     * replace themselves by the server, which keeps the process id.
     */
    private static final List<String> DETACHED = detached();

    private static List<String> detached() {
        return Programs.find("setsid").isPresent() && Programs.find("setpriv").isPresent()
                ? List.of("setsid", "setpriv", "--pdeathsig", "TERM") : List.of();
    }

    @Override
    public void stop(ProcessHandle process) {
        Leftovers.end(process, "TERM");
    }

    @Override
    public void close() {
        if (supervised != null) {
            supervised.close();
        }
    }
}
