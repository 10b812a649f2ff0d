package io.nija.vault.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.store.S3Properties;
import io.nija.vault.backup.store.S3Store;
import io.nija.vault.testing.S3Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drill with a snapshot out of a real S3 server. */
class S3DrillTest {

    private static final Instant BEGAN = Instant.parse("2026-01-31T09:30:00Z");

    @TempDir
    static Path directory;

    static S3Server server;
    static S3Store store;
    static BackedUpVault vault;
    static String name;

    @BeforeAll
    static void backUp() throws IOException {
        server = S3Server.start("backups");
        store = new S3Store(new S3Properties("backups", "nija", "us-east-1", server.address(), true, "key", "secret", "AES256", null));
        vault = BackedUpVault.in(directory, store);
        vault.write("alice/kraken", "first");
        vault.write("alice/kraken", "second");
        vault.write("bob/okx", "his");
        name = vault.backUp(BEGAN);
        Files.createDirectory(directory.resolve("drills"));
    }

    @AfterAll
    static void end() throws IOException {
        vault.close();
        store.close();
        server.close();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(directory.resolve("drills")).isEmptyDirectory();
        assertThat(store.list("leases")).isEmpty();
    }

    private static List<Check> drill(String backup) throws IOException {
        var setup = new DrillSetup(new DrillProperties(null, null, BackedUpVault.program(), Files.writeString(directory.resolve("drill.hcl"), vault.live.sealAndAudit()),
                directory.resolve("drills"), Duration.ZERO, Duration.ofMinutes(2)));
        return new RestoreDrill(store, vault.reader(), vault.recipient, directory.resolve("drills")).run(backup, new VaultRehearsal(setup), new Steps(), none -> { });
    }

    @Test
    void whatIsWholePassesAndAllIsThere() throws IOException {
        var checks = drill(name);

        assertThat(checks).as(checks.toString()).hasSize(4).allMatch(Check::passed);
        assertThat(checks.get(2).result()).startsWith("2 the same");
    }

    @Test
    void whatIsDamagedIsRefused() throws IOException {
        var other = vault.backUp(BEGAN.plusSeconds(3600));
        var part = "backups/" + other + "/vault.snap.gpg";
        byte[] whole;
        try (var in = store.read(part)) {
            whole = in.readAllBytes();
        }
        whole[whole.length / 2] ^= 1;
        store.delete(part);
        store.write(part, out -> out.write(whole));

        assertThatThrownBy(() -> drill(other)).isInstanceOf(BackupException.class).hasMessageContaining("damaged");
    }

    @Test
    void aStoreThatIsAwayIsNamed() throws IOException {
        server.kill();
        try {
            assertThatThrownBy(() -> drill(name)).isInstanceOf(IOException.class).hasMessageContaining("The S3 store does not answer");
        } finally {
            server.startAgain();
        }
    }
}
