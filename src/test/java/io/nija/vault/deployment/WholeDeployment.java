package io.nija.vault.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.nija.vault.backup.openpgp.PrivateKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * All that docker/compose.yaml starts and this machine has programs of, started in the order of the README's "Production in one
 * page": PostgreSQL, Redis, Keycloak, three nodes, the proxy, and then, once Vault is provisioned, two consoles.
 */
record WholeDeployment(Deployment files, Database database, Redis redis, SignIn signIn, VaultNodes nodes, Proxy proxy, ObjectStore store, List<Console> consoles)
        implements AutoCloseable {

    /** Returns when both consoles are ready. Everybody still has to be added. */
    static WholeDeployment start() throws IOException {
        return start("compose.yaml");
    }

    /** The same by these files of {@code docker}. */
    static WholeDeployment start(String... composeFiles) throws IOException {
        var files = Deployment.make(composeFiles);
        var all = new WholeDeployment(files, new Database(files), new Redis(files), new SignIn(files), new VaultNodes(files), new Proxy(files), new ObjectStore(files),
                List.of(new Console(files, 1), new Console(files, 2)));
        try {
            all.startInOrder();
            return all;
        } catch (IOException | RuntimeException | AssertionError e) {
            all.close();
            throw e;
        }
    }

    private void startInOrder() throws IOException {
        proxy.start();
        signIn.start();
        redis.start();
        store.start();
        database.startForTheFirstTime();
        nodes.startAndInitialise();
        signIn.awaitReady();
        provision();
        makeBackupKeys();
        store.awaitReady();
        for (var console : consoles) {
            console.start();
        }
        consoles.forEach(Console::awaitReady);
    }

    /** As a run of a console's container with the word {@code provision} does, with a token that is revoked by it. */
    private void provision() throws IOException {
        // The nodes reach the sign-in through the proxy, which has to have noticed that it serves.
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> files.serves(files.issuer() + "/.well-known/openid-configuration"));
        var token = nodes.root(nodes.leader()).send("POST", "auth/token/create", Map.of("policies", List.of("root"))).body().at("/auth/client_token").asString();
        var console = consoles.getFirst();
        console.mount();
        var command = new ArrayList<>(List.of("env", "VAULT_TOKEN=" + token));
        console.environment().forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(console.command());
        command.add("provision");
        var output = Deployment.run(files.directory(), command.toArray(String[]::new));
        for (var name : List.of("ROLE_ID", "SECRET_ID")) {
            var value = Pattern.compile("VAULT_" + name + "=(\\S+)").matcher(output);
            assertThat(value.find()).as(output).isTrue();
            Files.writeString(files.directory().resolve(".secrets/console/vault." + name.toLowerCase().replace('_', '-')), value.group(1));
        }
        var root = nodes.root(nodes.leader());
        Files.writeString(files.directory().resolve(".secrets/console/backup.role-id"), root.send("GET", "auth/approle/role/backup/role-id").body().at("/data/role_id").asString());
        Files.writeString(files.directory().resolve(".secrets/console/backup.secret-id"),
                root.send("POST", "auth/approle/role/backup/secret-id").body().at("/data/secret_id").asString());
        assertThat(nodes.root(nodes.leader()).send("POST", "auth/token/lookup", Map.of("token", token)).ok()).as("the token is revoked").isFalse();
    }

    /** As {@code gpg} makes them by the README; the private key of the recipient goes nowhere near the consoles. */
    private void makeBackupKeys() throws IOException {
        var keys = files.directory().resolve(".secrets/backup");
        Files.writeString(keys.resolve("restore.crt"), PrivateKey.generate("Restores of a test").certificate());
        Files.writeString(keys.resolve("signing.key"), PrivateKey.generate("Backups of a test").export().expose());
    }

    @Override
    public void close() throws IOException {
        consoles.forEach(Console::close);
        try (var last = files; var sixth = database; var fifth = redis; var fourth = signIn; var third = nodes; var second = proxy; var first = store) {
        }
    }
}
