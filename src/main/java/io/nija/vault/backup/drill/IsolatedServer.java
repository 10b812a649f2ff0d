package io.nija.vault.backup.drill;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.process.OwnServer;
import org.jspecify.annotations.Nullable;

/**
 * The process of a Vault that nobody else uses: on loopback, at ports that were free, in a directory of its own, with the seal and the audit
 * device of the real one. It ends with the thread that has started it.
 */
final class IsolatedServer implements AutoCloseable {

    /** What would make it part of something, or have it listen for somebody. */
    private static final Pattern NOT_ISOLATED = Pattern.compile(
            "(?m)^\\s*\"?(listener|storage|backend|ha_storage|ha_backend|service_registration|api_addr|cluster_addr|initialize)\\b");
    private static final Pattern ELSEWHERE = Pattern.compile("file_path\"?\\s*[=:]\\s*\"/");
    private static final Pattern VARIABLES = Pattern.compile("HOME|PATH|LANG|TMPDIR|SSL_CERT_(FILE|DIR)|(AWS|GOOGLE|AZURE)_.*");
    private static final String PROCESS = "process";
    /** What the server says again and again when its audit device is another one than the storage says. */
    private static final String OTHER_AUDIT = "failed to validate audit device";
    /** The same when the keys in the storage are sealed by another seal: those that it has do not open them, now or later. */
    private static final Pattern OTHER_SEAL = Pattern.compile("fetching stored unseal keys failed.*message authentication failed");
    /** What it only warns of, as it tries again. */
    private static final String SEALED = "failed to unseal core";

    private final Process process;
    private final Path log;
    private final URI address;

    private IsolatedServer(Process process, Path log, URI address) {
        this.process = process;
        this.log = log;
        this.address = address;
    }

    /**
     * @param sealAndAudit its stanzas for the seal and the audit device, with whatever the seal needs, in Vault's configuration language
     * @param storage      where it has its data
     * @throws BackupException when they are more than that
     */
    static IsolatedServer start(Path program, Path home, String sealAndAudit, IsolatedStorage storage) throws IOException {
        var wrong = NOT_ISOLATED.matcher(sealAndAudit);
        if (wrong.find()) {
            throw new BackupException("The configuration for restore drills must hold the stanzas of the seal and the audit device only, and has “%s”."
                    .formatted(wrong.group(1)));
        }
        if (ELSEWHERE.matcher(sealAndAudit).find()) {
            throw new BackupException("The audit device must have a relative file_path, or a drill would write into the audit log of the real Vault.");
        }
        int port = OwnServer.freePort();
        Files.createDirectories(home.resolve(IsolatedStorage.RAFT_DIRECTORY));
        Files.writeString(home.resolve("seal.hcl"), sealAndAudit);
        Files.writeString(home.resolve("isolated.hcl"), """
                ui           = false
                api_addr     = "http://127.0.0.1:%1$d"
                cluster_addr = "http://127.0.0.1:%2$d"

                listener "tcp" {
                  address                                  = "127.0.0.1:%1$d"
                  cluster_address                          = "127.0.0.1:%2$d"
                  tls_disable                              = true
                  max_request_size                         = -1
                  disable_unauthed_generate_root_endpoints = false
                }
                """.formatted(port, OwnServer.freePortBeside(port)) + storage.stanza());
        var log = home.resolve("server.log");
        var command = new ArrayList<>(OwnServer.endedWithUs());
        command.addAll(List.of(program.toString(), "server", "-config=isolated.hcl", "-config=seal.hcl"));
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(variable -> !VARIABLES.matcher(variable).matches());
        storage.addTo(builder.environment());
        try {
            var process = builder.start();
            Files.writeString(home.resolve(PROCESS), PrivateDirectory.name(process.toHandle()));
            return new IsolatedServer(process, log, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new BackupException("Vault's program does not start: " + e.getMessage(), e);
        }
    }

    /** The one that a drill left in its directory, where the kernel has not ended it. */
    static Optional<ProcessHandle> leftIn(Path home) throws IOException {
        var name = home.resolve(PROCESS);
        return Files.exists(name) ? PrivateDirectory.alive(Files.readString(name)) : Optional.empty();
    }

    URI address() {
        return address;
    }

    /** @throws BackupException with the server's own words, when it has ended by itself, or never will serve */
    void requireHopeful() throws IOException {
        if (!process.isAlive()) {
            throw new BackupException("Vault ended by itself: " + lastError());
        }
        var said = Files.readString(log);
        if (OTHER_SEAL.matcher(said).find()) {
            throw new BackupException("The keys of the storage are sealed by another seal than that of the configuration for restore drills, or damaged: " + lastError());
        }
        if (said.contains(OTHER_AUDIT)) {
            throw new BackupException("The audit device of the configuration for restore drills is not that of the real Vault, which has to be the same in name and options: " + lastError());
        }
    }

    /** The last error in its log; it logs no secrets. */
    String lastError() throws IOException {
        @Nullable String last = null;
        for (var line : Files.readAllLines(log)) {
            if (line.contains("[ERROR]") || line.contains(SEALED) || line.startsWith("Error") || last == null && !line.isBlank()) {
                last = line;
            }
        }
        return last == null ? "it said nothing" : last.replaceFirst("^\\S+ \\[(ERROR|WARN)]\\s*", "").strip();
    }

    @Override
    public void close() {
        end(process.toHandle());
    }

    /** At once: nothing of it is needed any more. */
    static void end(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
