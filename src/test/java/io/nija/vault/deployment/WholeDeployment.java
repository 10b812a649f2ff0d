package io.nija.vault.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.nija.vault.testing.ReadmeCommands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A deployment that somebody has made by the README's "Production in one page", command by command: PostgreSQL, Redis, Keycloak,
 * three nodes, the proxy, an S3 store, and two consoles. There is a token for emergencies beside, made by the page on that.
 */
record WholeDeployment(OperatorShell operator, Deployment files, Database database, Redis redis, SignIn signIn, VaultNodes nodes, Proxy proxy, ObjectStore store,
        List<Console> consoles) implements AutoCloseable {

    /** What the page says to put into {@code .env} for Vault on PostgreSQL. */
    static final Map<String, String> ON_POSTGRES = Map.of("COMPOSE_FILE", "compose.yaml:compose.postgres.yaml");

    private static final String PAGE = "Production in one page";
    private static final List<String> HOLDERS = List.of("ann", "bob", "cid", "dot", "eve");

    private static final String IMAGE = """
            ./vault-console image
            docker load -i target/vault-console-image.tar
            """;
    private static final List<String> INIT = List.of("compose", "run", "--rm", "--no-deps", "-v", "./ceremony:/ceremony", "console-1", "init");
    private static final List<String> BUCKET = List.of("compose", "exec", "-T", "s3", "weed", "shell");
    private static final List<String> RESTORE = List.of("compose", "run", "--rm", "--no-deps", "-v", "./restore.key:/restore.key:ro", "console-1", "restore");
    private static final List<String> BREAK_GLASS = List.of("run", "--rm", "-it", "--user", "OWNER", "--network", "container:nija-vault-vault-1-1",
            "-v", "./.secrets/certificates/vault-1/ca.crt:/ca.crt:ro", "-e", "VAULT_ADDR=https://127.0.0.1:8209", "-e", "VAULT_CACERT=/ca.crt",
            "nija/vault-console:0.1.0", "break-glass");

    /** Returns when both consoles are ready. Everybody still has to be added. */
    static WholeDeployment start() throws IOException {
        return start(Map.of());
    }

    /** @param settings that the operator adds to {@code .env} */
    static WholeDeployment start(Map<String, String> settings) throws IOException {
        var page = new ArrayList<>(ReadmeCommands.under(PAGE));
        assertThat(page.removeFirst()).as("the base of an image comes from a registry; ImageIT looks at what is put upon it").isEqualTo(IMAGE);
        var operator = OperatorShell.open();
        WholeDeployment all = null;
        try {
            operator.run(page.removeFirst().replace("vault.nija.example", "localhost").replace("login.nija.example", "127.0.0.1"));
            for (var setting : settings.entrySet()) {
                Files.writeString(operator.home().resolve("docker/.env"), setting.getKey() + "=" + setting.getValue() + "\n", StandardOpenOption.APPEND);
            }
            var files = Deployment.in(operator.home().resolve("docker"));
            all = new WholeDeployment(operator, files, new Database(files), new Redis(files), new SignIn(files), new VaultNodes(files), new Proxy(files),
                    new ObjectStore(files), List.of(new Console(files, 1), new Console(files, 2)));
            operator.docker(all::docker);
            all.follow(page);
            return all;
        } catch (IOException | RuntimeException | AssertionError e) {
            try (var second = operator; var first = all) {
                throw e;
            }
        }
    }

    private void follow(List<String> page) throws IOException {
        operator.run(page.removeFirst());
        operator.run(page.removeFirst());
        var ceremony = files.directory().resolve("ceremony");
        for (var holder : HOLDERS) {
            operator.run("gpg --quick-generate-key " + holder + " && gpg --export --armor " + holder + " >ceremony/" + holder + ".asc");
        }
        var answers = new ArrayList<String>();
        HOLDERS.forEach(holder -> answers.addAll(List.of(holder, ceremony.resolve(holder + ".asc").toString())));
        answers.addAll(List.of("", "3", ceremony.resolve("made").toString(), "yes"));
        assertThat(operator.run(page.removeFirst(), answers.toArray(String[]::new))).contains("the root token is revoked");
        operator.run(page.removeFirst());
        operator.run(ReadmeCommands.under("Backups").getFirst());
        operator.run(page.removeFirst());
        operator.run(page.removeFirst());
        assertThat(page).as("commands that nobody has followed").isEmpty();
        breakTheGlass(ceremony.resolve("made"));
        nodes.awaitAll();
    }

    /** As the README says of a deployment, without writing anything. Returns what the command says of the newest snapshot. */
    String lookIntoTheNewestSnapshot() throws IOException {
        operator.run("gpg --armor --export-secret-keys 'Restores of NIJA Vault' >restore.key");
        return operator.run(ReadmeCommands.under("Restoring").getFirst().replaceAll("--before=\\S+", "--before=2999-01-01T00:00:00Z"), "");
    }

    /** Three people come together, and stay until the deployment is closed. */
    private void breakTheGlass(Path shares) throws IOException {
        var command = operator.start(ReadmeCommands.under("In an emergency: breaking the glass").getFirst());
        var keyboard = command.outputWriter();
        keyboard.write("ann\ntests of the deployment\n");
        for (var holder : HOLDERS.subList(0, 3)) {
            keyboard.write(operator.run("gpg --decrypt '" + shares.resolve("share-" + holder + ".gpg") + "' 2>/dev/null").strip() + "\n");
        }
        keyboard.flush();
        var screen = command.inputReader();
        var said = new ArrayList<String>();
        for (var line = screen.readLine(); line != null; line = screen.readLine()) {
            if (line.startsWith("VAULT_TOKEN=")) {
                nodes.use(line.substring("VAULT_TOKEN=".length()), command);
                return;
            }
            said.add(line);
        }
        throw new AssertionError("No token for emergencies: " + said);
    }

    private String docker(List<String> words) throws IOException {
        if (words.size() > 3 && words.subList(0, 4).equals(List.of("compose", "up", "-d", "--wait"))) {
            up(words.subList(4, words.size()));
            return "";
        }
        if (words.equals(BUCKET)) {
            return "read -r line && [ \"$line\" = 's3.bucket.create -name backups' ] && " + store.makeBucket();
        }
        var console = consoles.getFirst();
        if (words.equals(INIT)) {
            console.mount();
            return console.run(console.environment(), "init");
        }
        if (words.size() > RESTORE.size() && words.subList(0, RESTORE.size()).equals(RESTORE)) {
            var arguments = words.subList(RESTORE.size() - 1, words.size()).stream().map(word -> word.replace("/restore.key", files.directory().resolve("restore.key").toString()));
            return console.run(console.environment(), arguments.toArray(String[]::new));
        }
        if (words.stream().map(word -> word.equals(owner()) ? "OWNER" : word).toList().equals(BREAK_GLASS)) {
            return console.run(Map.of("VAULT_ADDR", "https://127.0.0.1:" + files.port("vault-1:8209"),
                    "VAULT_CACERT", files.directory().resolve(".secrets/certificates/vault-1/ca.crt").toString()), "break-glass");
        }
        throw new IOException("The tests do not know what this does: docker " + String.join(" ", words));
    }

    /** Of the secrets: the user that the containers run as. */
    private String owner() {
        try {
            var secrets = files.directory().resolve(".secrets");
            return Files.getAttribute(secrets, "unix:uid") + ":" + Files.getAttribute(secrets, "unix:gid");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts these services, or the consoles, which are what is left then, and waits for them. */
    private void up(List<String> names) throws IOException {
        if (names.isEmpty()) {
            for (var console : consoles) {
                console.start();
            }
            consoles.forEach(Console::awaitReady);
            return;
        }
        assertThat(names).containsExactlyInAnyOrder("vault-1", "vault-2", "vault-3", "postgres", "redis", "keycloak", "proxy", "s3");
        database.startForTheFirstTime();
        for (ServiceProcess service : List.of(proxy, signIn, redis, store, nodes.node(1), nodes.node(2), nodes.node(3))) {
            service.start();
        }
        nodes.awaitAnswer();
        VaultNodes.ALL.forEach(node -> assertThat(nodes.isHealthy(node)).as("a node that is not initialised yet").isTrue());
        signIn.awaitReady();
        store.awaitReady();
        // The nodes reach the sign-in through the proxy, which has to have noticed that it serves.
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> files.serves(files.issuer() + "/.well-known/openid-configuration"));
    }

    @Override
    public void close() throws IOException {
        consoles.forEach(Console::close);
        try (var last = operator; var sixth = database; var fifth = redis; var fourth = signIn; var third = nodes; var second = proxy; var first = store) {
        }
    }
}
