package io.nija.vault.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.TestIssuer;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Three new nodes become a Vault, and five people with real OpenPGP keys hold its shares; then three of them break the glass. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InitTest {

    private static final List<String> PEOPLE = List.of("ann", "bob", "cid", "dot", "eve");

    @TempDir
    static Path directory;

    static final List<Process> nodes = new ArrayList<>();
    static final List<String> addresses = new ArrayList<>();
    static String breakGlass;
    static TestIssuer issuer;

    @BeforeAll
    static void start() throws Exception {
        issuer = TestIssuer.start();
        Files.createDirectory(directory.resolve("gnupg"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (var person : PEOPLE) {
            run("gpg", "--quick-generate-key", person, "default", "default", "never");
            Files.write(directory.resolve(person + ".asc"), run("gpg", "--export", "--armor", person));
        }
        breakGlass = "http://127.0.0.1:" + DevVault.freePort();
        for (int i = 0; i < 3; i++) {
            startNode(i);
        }
    }

    private static void startNode(int number) throws IOException {
        var home = Files.createDirectories(directory.resolve("node-" + number + "/raft")).getParent();
        int port = DevVault.freePort();
        Files.writeString(home.resolve("bao.hcl"), """
                api_addr     = "http://127.0.0.1:%1$d"
                cluster_addr = "http://127.0.0.1:%2$d"
                storage "raft" {
                  path                   = "raft"
                  node_id                = "node-%3$d"
                  performance_multiplier = "3"
                  %4$s
                }
                listener "tcp" {
                  address         = "127.0.0.1:%1$d"
                  cluster_address = "127.0.0.1:%2$d"
                  tls_disable     = true
                }
                %5$s
                audit "file" "file" {
                  options {
                    file_path = "audit.log"
                  }
                }
                """.formatted(port, DevVault.freePort(), number,
                number == 0 ? "" : "retry_join { leader_api_addr = \"%s\" }".formatted(addresses.getFirst()),
                number == 0 ? listenerForEmergencies() : ""));
        addresses.add("http://127.0.0.1:" + port);
        nodes.add(new ProcessBuilder(Objects.requireNonNullElse(System.getenv("VAULT_CONSOLE_BAO"), "bao"), "server", "-config=bao.hcl")
                .directory(home.toFile()).redirectErrorStream(true).redirectOutput(home.resolve("log").toFile()).start());
        var node = new VaultCaller(URI.create(addresses.getLast()), "");
        await().ignoreExceptions().until(() -> node.send("GET", "sys/init").ok());
    }

    /** As it is shipped, with a port of this machine and without the certificate of a node. */
    private static String listenerForEmergencies() throws IOException {
        return Files.readString(Path.of("docker/vault/break-glass.hcl")).replace("127.0.0.1:8209", URI.create(breakGlass).getAuthority())
                .replace("127.0.0.1:8210", "127.0.0.1:" + DevVault.freePort()).replaceAll("(?m)^  tls_min_version .*$", "  tls_disable = true").replaceAll("(?m)^  tls_(cert|key)_file .*\\n", "");
    }

    @AfterAll
    static void stop() {
        nodes.forEach(process -> process.destroyForcibly().onExit().join());
        issuer.close();
    }

    @Test
    @Order(1)
    void refusesWhatWouldMakeABadVaultAndChangesNothing() throws Exception {
        var shares = directory.resolve("none");
        try (var people = new Sitting("init", "--holder=ann=" + certificate("ann"), "--holder=bob=" + certificate("ann"), "--needed=2", "--directory=" + shares)) {
            assertThat(people.exit()).isEqualTo(1);
            assertThat(people.said()).contains("twice");
        }
        try (var people = new Sitting("init", "--holder=ann=" + certificate("ann"), "--holder=bob=" + certificate("bob"), "--needed=1", "--directory=" + shares)) {
            assertThat(people.exit()).isEqualTo(1);
            assertThat(people.said()).contains("2 to 2");
        }
        try (var people = new Sitting("init", "--holder=ann=" + Files.write(directory.resolve("secret.asc"), run("gpg", "--export-secret-keys", "--armor", "ann")))) {
            assertThat(people.exit()).isEqualTo(1);
            assertThat(people.said()).contains("never a private key");
        }
        try (var people = new Sitting("init", "--holder=ann=" + certificate("ann"), "--needed=1", "--directory=" + shares)) {
            people.type("no");
            assertThat(people.exit()).isEqualTo(1);
            assertThat(people.said()).contains("Nothing was changed");
        }
        assertThat(node(0).send("GET", "sys/init").body().at("/initialized").asBoolean()).isFalse();
    }

    @Test
    @Order(2)
    void makesAVaultOfNewNodesWithAShareForEachPerson() throws Exception {
        var made = directory.resolve("made");
        try (var people = new Sitting("init")) {
            people.type("Ann", certificate("ann").toString());
            for (var person : PEOPLE) {
                people.type(person, certificate(person).toString());
            }
            people.type("", "3", made.toString(), "yes");
            await().atMost(Duration.ofSeconds(60)).until(() -> people.said().contains("Share 1 of 3"));
            people.type(share(made, "ann"), share(made, "ann"), "00".repeat(33), share(made, "cid"));
            await().atMost(Duration.ofSeconds(60)).until(() -> people.said().contains("Begin again"));
            people.type(share(made, "ann"), share(made, "cid"), share(made, "eve"));

            assertThat(people.exit()).as(people.said()).isZero();
            assertThat(people.said()).contains("small letters").contains("given already").contains("root token is revoked")
                    .doesNotContain(share(made, "ann")).doesNotContain("hvs.");
        }
        for (int i = 0; i < 3; i++) {
            assertThat(node(i).send("GET", "sys/seal-status").body().at("/sealed").asBoolean(true)).isFalse();
        }
        try (var files = Files.list(made)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(
                    Stream.concat(Stream.of("vault.role-id", "vault.secret-id", "backup.role-id", "backup.secret-id"), PEOPLE.stream().map(person -> "share-" + person + ".gpg")).toList());
        }
        assertThat(Files.getPosixFilePermissions(made.resolve("vault.secret-id"))).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var console = signedIn(made, "vault");
        assertThat(console.send("LIST", "sys/policies/acl").body().at("/data/keys").toString()).contains("user", "support", "admin", "trading-engine");
        assertThat(signedIn(made, "backup").send("GET", "auth/token/lookup-self").body().at("/data/policies").toString()).contains("backup");
        assertThat(rootTokens()).as("nobody has a root token any more").isZero();
    }

    @Test
    @Order(3)
    void leavesAVaultAloneThatIsThereAlready() throws Exception {
        try (var people = new Sitting("init")) {
            assertThat(people.exit()).isEqualTo(1);
            assertThat(people.said()).contains("initialised already").contains("break-glass");
        }
    }

    @Test
    @Order(4)
    void threeOfFiveBreakTheGlassAndTheTokenEndsWithTheEmergency() throws Exception {
        var made = directory.resolve("made");
        String token;
        try (var people = new Sitting("break-glass", "--who=ann", "--why=the identity provider is gone")) {
            people.type(share(made, "bob"), share(made, "dot"), share(made, "eve"));
            await().until(() -> people.said().contains("VAULT_TOKEN=") || !people.isRunning());
            token = people.said().lines().filter(line -> line.contains("VAULT_TOKEN=")).findFirst().orElseThrow(() -> new AssertionError(people.said())).split("VAULT_TOKEN=")[1].strip();
            var emergency = new VaultCaller(URI.create(addresses.getFirst()), token);
            assertThat(emergency.send("POST", "sys/mounts/after-the-fire", Map.of("type", "kv")).ok()).isTrue();
            var itself = emergency.send("GET", "auth/token/lookup-self").body();
            assertThat(itself.at("/data/ttl").asInt()).isBetween(1, 1800);
            assertThat(itself.at("/data/orphan").asBoolean()).isTrue();
            assertThat(rootTokens()).as("the emergency's token alone").isOne();
            people.type("");
            assertThat(people.exit()).isZero();
        }
        assertThat(new VaultCaller(URI.create(addresses.getFirst()), token).isAlive()).isFalse();
        var log = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            log.append(Files.readString(directory.resolve("node-" + i + "/audit.log")));
        }
        assertThat(log.toString().lines().filter(line -> line.contains("sys/mounts/after-the-fire")))
                .isNotEmpty().allSatisfy(line -> assertThat(line).contains("\"who\":\"ann\"").contains("\"why\":\"the identity provider is gone\""));
        assertThat(log).contains("\"path\":\"sys/generate-root/update\"").doesNotContain(token);
    }

    @Test
    @Order(5)
    void tooFewSharesOrAWrongOneMakeNoToken() throws Exception {
        var made = directory.resolve("made");
        try (var people = new Sitting("break-glass", "--who=bob", "--why=curious")) {
            people.type(share(made, "bob"), share(made, "dot"), "00".repeat(33));
            assertThat(people.exit()).isEqualTo(1);
            assertThat(people.said()).doesNotContain("VAULT_TOKEN=");
        }
        try (var people = new Sitting("break-glass", "--who=bob", "--why= ")) {
            assertThat(people.exit()).isEqualTo(1);
        }
        assertThat(new VaultCaller(URI.create(breakGlass), "").send("GET", "sys/generate-root/attempt").body().at("/started").asBoolean(true)).isFalse();
        assertThat(rootTokens()).isZero();
    }

    @Test
    @Order(6)
    void theListenerOfTheNetworkMakesNoRootTokens() {
        assertThat(node(0).send("PUT", "sys/generate-root/attempt").ok()).isFalse();
        assertThat(node(1).send("PUT", "sys/generate-root/attempt").ok()).isFalse();
    }

    private static long rootTokens() throws Exception {
        var made = directory.resolve("made");
        try (var people = new Sitting("break-glass", "--who=test", "--why=count")) {
            people.type(share(made, "ann"), share(made, "bob"), share(made, "cid"));
            await().until(() -> people.said().contains("VAULT_TOKEN=") || !people.isRunning());
            var token = people.said().split("VAULT_TOKEN=")[1].lines().findFirst().orElseThrow().strip();
            var root = new VaultCaller(URI.create(addresses.getFirst()), token);
            var own = root.send("GET", "auth/token/lookup-self").body().at("/data/accessor").asString();
            var count = root.send("LIST", "auth/token/accessors").body().at("/data/keys").valueStream().map(key -> key.asString()).filter(key -> !key.equals(own))
                    .filter(accessor -> root.send("POST", "auth/token/lookup-accessor", Map.of("accessor", accessor)).body().at("/data/policies").toString().contains("\"root\""))
                    .count();
            people.type("");
            people.exit();
            return count;
        }
    }

    private static VaultCaller node(int number) {
        return new VaultCaller(URI.create(addresses.get(number)), "");
    }

    private static VaultCaller signedIn(Path made, String who) throws IOException {
        return VaultCaller.byAppRole(URI.create(addresses.getFirst()), Files.readString(made.resolve(who + ".role-id")), Files.readString(made.resolve(who + ".secret-id")));
    }

    private static Path certificate(String person) {
        return directory.resolve(person + ".asc");
    }

    private static String share(Path made, String person) throws Exception {
        return new String(run("gpg", "--decrypt", made.resolve("share-" + person + ".gpg").toString()), StandardCharsets.US_ASCII).strip();
    }

    private static byte[] run(String... command) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(command));
        all.addAll(1, List.of("--homedir", directory.resolve("gnupg").toString(), "--batch", "--pinentry-mode", "loopback", "--passphrase", ""));
        var errors = directory.resolve("gpg.log");
        var process = new ProcessBuilder(all).redirectError(errors.toFile()).start();
        process.getOutputStream().close();
        var output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return output;
    }

    /** People at a terminal at which a command runs. */
    private static final class Sitting implements AutoCloseable {

        private final InputStream in = System.in;
        private final PrintStream out = System.out;
        private final PrintStream err = System.err;
        private final ByteArrayOutputStream said = new ByteArrayOutputStream();
        private final PipedOutputStream typing = new PipedOutputStream();
        private final CompletableFuture<Integer> exit;

        private Sitting(String... words) throws IOException {
            System.setIn(new PipedInputStream(typing, 1 << 16));
            var screen = new PrintStream(said, true);
            System.setOut(screen);
            System.setErr(screen);
            var application = words[0].equals("init") ? InitApplication.class : BreakGlassApplication.class;
            var settings = Map.<String, Object>of("vault.addr", words[0].equals("init") ? String.join(",", addresses) : breakGlass,
                    "oidc.issuer-uri", issuer.uri().toString(), "oidc.client-id", "vault-console");
            exit = CompletableFuture.supplyAsync(() -> SpringApplication.exit(new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
                    .profiles("command").lazyInitialization(true).properties(settings).run(words)), Thread::startVirtualThread);
        }

        private void type(String... lines) throws IOException {
            for (var line : lines) {
                typing.write((line + "\n").getBytes());
            }
            typing.flush();
        }

        private String said() {
            return said.toString();
        }

        private boolean isRunning() {
            return !exit.isDone();
        }

        private int exit() throws IOException {
            typing.close();
            return exit.orTimeout(3, TimeUnit.MINUTES).join();
        }

        /** Nobody is there any more, which ends the command whatever it asks. */
        @Override
        public void close() throws IOException {
            typing.close();
            System.setIn(in);
            System.setOut(out);
            System.setErr(err);
        }
    }
}
