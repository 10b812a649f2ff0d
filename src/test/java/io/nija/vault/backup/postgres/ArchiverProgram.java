package io.nija.vault.backup.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.openpgp.Recipients;
import io.nija.vault.backup.store.FolderStore;
import io.nija.vault.base.SecretValue;

/** A process that archives WAL until it is killed. */
final class ArchiverProgram {

    private ArchiverProgram() {
    }

    /**
     * @param arguments the server's address, the store's folder, and a directory with the files {@code password}, {@code recipient} and
     *                  {@code signer}
     */
    public static void main(String[] arguments) throws Exception {
        var keys = Path.of(arguments[2]);
        var server = new PostgresAccess(arguments[0], "backup", SecretValue.of(Files.readString(keys.resolve("password"))));
        var setup = new ArchiveSetup(new FolderStore(Path.of(arguments[1])), Recipients.of(in(keys, "recipient")), PrivateKey.of(in(keys, "signer"), null));
        new WalArchiver("the test", server, () -> setup, Duration.ofMillis(200), none -> { }).start();
        new CountDownLatch(1).await();
    }

    private static InputStream in(Path keys, String name) throws IOException {
        return Files.newInputStream(keys.resolve(name));
    }
}
