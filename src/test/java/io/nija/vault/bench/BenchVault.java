package io.nija.vault.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.nija.vault.base.SecretValue;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.VaultCaller;
import io.nija.vault.vault.AppRoleCredentials;
import io.nija.vault.vault.IdentityProvider;
import io.nija.vault.vault.Provisioning;

/** OpenBao as one would run it: raft on the disk, an audit file, sealed, and no development mode. */
final class BenchVault {

    private static final String NAME = "vault";
    private static final String AUDIT = "audit.log";
    private static final int SEEDED_AT_ONCE = 64;

    private final Path home;
    private final URI address;
    private final Process process;
    private final VaultCaller root;

    private BenchVault(Path home, URI address, Process process, VaultCaller root) {
        this.home = home;
        this.address = address;
        this.process = process;
        this.root = root;
    }

    /** Returns when it is initialised and active. */
    static BenchVault start(Children children) throws IOException {
        var home = Files.createDirectory(children.directory().resolve(NAME));
        Files.createDirectory(home.resolve("raft"));
        var sealKey = new byte[32];
        new SecureRandom().nextBytes(sealKey);
        Files.write(home.resolve("seal.key"), sealKey);
        int port = DevVault.freePort();
        Files.writeString(home.resolve("bao.hcl"), configuration(port, DevVault.freePort()));
        var program = Optional.ofNullable(System.getenv("VAULT_CONSOLE_BAO")).orElse("bao");
        var process = children.start(NAME, home, Map.of(), List.of(program, "server", "-config=bao.hcl"));
        var address = URI.create("http://127.0.0.1:" + port);
        var nobody = new VaultCaller(address, "");
        Waiting.until(children, NAME, process, () -> nobody.send("GET", "sys/seal-status").ok());
        var init = nobody.send("PUT", "sys/init", Map.of("recovery_shares", 1, "recovery_threshold", 1));
        Waiting.until(children, NAME, process, () -> nobody.send("GET", "sys/health").status() == 200);
        return new BenchVault(home, address, process, new VaultCaller(address, init.body().at("/root_token").asString()));
    }

    private static String configuration(int port, int clusterPort) {
        return """
                ui           = false
                api_addr     = "http://127.0.0.1:%1$d"
                cluster_addr = "http://127.0.0.1:%2$d"

                storage "raft" {
                  path                   = "raft"
                  node_id                = "bench"
                  performance_multiplier = "1"
                }

                listener "tcp" {
                  address         = "127.0.0.1:%1$d"
                  cluster_address = "127.0.0.1:%2$d"
                  tls_disable     = true
                }

                seal "static" {
                  current_key_id = "bench-1"
                  current_key    = "file://seal.key"
                }

                audit "file" "file" {
                  options {
                    file_path = "%3$s"
                  }
                }
                """.formatted(port, clusterPort, AUDIT);
    }

    URI address() {
        return address;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    Path auditLog() {
        return home.resolve(AUDIT);
    }

    /** By the console's own provisioning, which revokes the token that it is given. */
    AppRoleCredentials provision(URI issuer) {
        var token = created("auth/token/create-orphan", Map.of("policies", List.of("root")));
        return Provisioning.provision(address, SecretValue.of(token),
                new IdentityProvider(issuer, OurGateway.CLIENT, "nija", "sub", "roles")).console();
    }

    /** A token that may read every key, as the document's gateway has one; without Vault's default policy, which would slow it. */
    String readerToken() {
        root.send("PUT", "sys/policies/acl/bench-reader", Map.of("policy", "path \"secret/data/users/+/+\" { capabilities = [\"read\"] }"));
        return created("auth/token/create-orphan", Map.of("policies", List.of("bench-reader"), "no_default_policy", true, "ttl", "2h"));
    }

    private String created(String path, Map<String, ?> settings) {
        return root.send("POST", path, settings).body().at("/auth/client_token").asString();
    }

    /** Empties the audit file, which the server appends to: some minutes of reads fill gigabytes. */
    void forgetAudit() {
        try (var file = FileChannel.open(home.resolve(AUDIT), StandardOpenOption.WRITE)) {
            file.truncate(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return how many a second */
    double seed(Stream<Key> keys) {
        long start = System.nanoTime();
        var all = keys.iterator();
        var stored = new AtomicInteger();
        var writers = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(SEEDED_AT_ONCE)) {
            for (int i = 0; i < SEEDED_AT_ONCE; i++) {
                writers.add(threads.submit(() -> storeFrom(all, stored)));
            }
            for (var writer : writers) {
                writer.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the vault was not seeded", e);
        }
        return stored.get() / ((System.nanoTime() - start) / 1e9);
    }

    private void storeFrom(Iterator<Key> all, AtomicInteger stored) {
        for (var key = next(all); key.isPresent(); key = next(all)) {
            store(key.get());
            stored.incrementAndGet();
        }
    }

    private static Optional<Key> next(Iterator<Key> all) {
        synchronized (all) {
            return all.hasNext() ? Optional.of(all.next()) : Optional.empty();
        }
    }

    private void store(Key key) {
        var answer = root.send("POST", key.vaultPath(), Map.of("data", key.stored()));
        if (!answer.ok()) {
            throw new BenchException("the vault took a key with status " + answer.status());
        }
    }

    /** How many users have keys in it. */
    int users() {
        return root.send("LIST", "secret/metadata/users").body().at("/data/keys").size();
    }
}
