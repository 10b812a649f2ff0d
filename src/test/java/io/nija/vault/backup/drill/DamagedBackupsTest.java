package io.nija.vault.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.openpgp.PrivateKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a backup can be another one than it should be: a drill says which it is, and leaves nothing. */
class DamagedBackupsTest {

    private static final Instant BEGAN = Instant.parse("2026-01-31T09:30:00Z");
    private static final List<String> PARTS = List.of("vault.snap.gpg", "credentials.csv.gpg");
    private static final int REGIONS = 48;

    @TempDir
    static Path directory;

    static BackedUpVault vault;
    static String original;

    private String name;
    private PrivateKey key;
    private String sealAndAudit;

    @BeforeAll
    static void backUp() throws IOException {
        vault = BackedUpVault.in(directory);
        vault.write("alice/kraken", "first");
        vault.write("alice/kraken", "second");
        vault.write("bob/okx", "his");
        original = vault.backUp(BEGAN);
    }

    @AfterAll
    static void end() throws IOException {
        vault.close();
    }

    @BeforeEach
    void anotherBackup() throws IOException {
        name = original;
        key = vault.recipient;
        sealAndAudit = vault.live.sealAndAudit();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        var drills = directory.resolve("drills");
        if (Files.exists(drills)) {
            try (var left = Files.list(drills)) {
                assertThat(left).isEmpty();
            }
        }
        assertThat(ProcessHandle.current().children().map(child -> child.info().commandLine().orElse(""))).noneMatch(line -> line.contains("isolated.hcl"));
        assertThat(vault.store.list("leases")).isEmpty();
        assertThat(vault.live.root(0).send("GET", "secret/data/users/alice/kraken").body().at("/data/data/api_secret").asString()).isEqualTo("second");
    }

    private List<Check> drill() throws IOException {
        var setup = new DrillSetup(new DrillProperties(null, null, BackedUpVault.program(), Files.writeString(directory.resolve("drill.hcl"), sealAndAudit),
                directory.resolve("drills"), Duration.ZERO, Duration.ofMinutes(2)));
        return new RestoreDrill(vault.store, vault.reader(), key, directory.resolve("drills")).run(name, new VaultRehearsal(setup), new Steps(), none -> { });
    }

    private void assertRefused(String how, String why) {
        assertThatThrownBy(this::drill).as(how).isInstanceOf(BackupException.class).hasMessageContaining(why);
    }

    @Test
    void whatIsWholePassesAndAllIsThere() throws IOException {
        var checks = drill();

        assertThat(checks).as(checks.toString()).hasSize(4).allMatch(Check::passed);
        assertThat(checks.get(2).result()).startsWith("2 the same");
    }

    @Test
    void eachRegionOfEachPartFlippedOrCutShortIsSeen() throws IOException {
        for (var part : PARTS) {
            var whole = Files.readAllBytes(vault.file(name, part));
            // The first bytes are those of the session keys' packets, the last those of the check of integrity.
            var places = IntStream.concat(IntStream.range(0, REGIONS).map(i -> (int) ((long) i * whole.length / REGIONS)),
                    IntStream.of(1, 2, 3, 12, 13, whole.length - 22, whole.length - 20, whole.length - 1)).distinct().toArray();
            try {
                for (int place : places) {
                    var flipped = whole.clone();
                    flipped[place] ^= 0x10;
                    Files.write(vault.file(name, part), flipped);
                    assertRefused(part + " flipped at " + place, "damaged");
                    Files.write(vault.file(name, part), Arrays.copyOf(whole, place));
                    assertRefused(part + " cut at " + place, "damaged");
                }
            } finally {
                Files.write(vault.file(name, part), whole);
            }
        }
    }

    @Test
    void eachRegionOfTheManifestFlippedOrCutShortIsSeen() throws IOException {
        var whole = Files.readAllBytes(vault.file(name, "manifest.json"));
        try {
            for (int region = 0; region < REGIONS; region++) {
                int place = region * whole.length / REGIONS;
                var flipped = whole.clone();
                flipped[place] ^= 1;
                Files.write(vault.file(name, "manifest.json"), flipped);
                assertRefused("manifest flipped at " + place, "not genuine");
                Files.write(vault.file(name, "manifest.json"), Arrays.copyOf(whole, place));
                assertRefused("manifest cut at " + place, "not genuine");
            }
        } finally {
            Files.write(vault.file(name, "manifest.json"), whole);
        }
    }

    /** Of an armoured signature some bytes are only wrapping: it is refused, or the manifest is the genuine one. */
    @Test
    void aDamagedSignatureMakesNothingGenuine() throws IOException {
        var genuine = vault.reader().manifest(name);
        var whole = Files.readAllBytes(vault.file(name, "manifest.json.asc"));
        int refused = 0;
        try {
            for (int place = 0; place < whole.length; place++) {
                var flipped = whole.clone();
                flipped[place] ^= 1;
                Files.write(vault.file(name, "manifest.json.asc"), flipped);
                try {
                    assertThat(vault.reader().manifest(name)).as("signature flipped at %d", place).isEqualTo(genuine);
                } catch (BackupException e) {
                    refused++;
                }
            }
            for (int length : new int[] { 0, 1, whole.length / 4, whole.length / 2 }) {
                Files.write(vault.file(name, "manifest.json.asc"), Arrays.copyOf(whole, length));
                assertRefused("signature cut at " + length, "signature");
            }
        } finally {
            Files.write(vault.file(name, "manifest.json.asc"), whole);
        }
        assertThat(refused).isGreaterThan(whole.length / 2);
    }

    @Test
    void partsThatAreMissingSwappedOrTooManyAreNamed() throws IOException {
        var snapshot = vault.file(name, PARTS.getFirst());
        var ledger = vault.file(name, PARTS.getLast());
        var aside = directory.resolve("aside");

        Files.move(snapshot, aside);
        assertRefused("missing", "missing: backups/" + name + "/vault.snap.gpg");
        Files.move(ledger, snapshot);
        Files.move(aside, ledger);
        assertRefused("swapped", "vault.snap of the backup " + name + " is damaged");
        Files.move(ledger, aside);
        Files.move(snapshot, ledger);
        Files.move(aside, snapshot);
        var more = Files.writeString(vault.file(name, "more.gpg"), "more");
        assertRefused("too many", "does not know of: backups/" + name + "/more.gpg");
        Files.delete(more);
        var signature = vault.file(name, "manifest.json.asc");
        Files.move(signature, aside);
        assertRefused("without a signature", "never finished");
        Files.move(aside, signature);
    }

    @Test
    void aKeyThatDoesNotOpenItIsNamed() {
        key = PrivateKey.generate("Somebody");
        assertRefused("wrong key", "cannot be decrypted with the key " + key.fingerprint());
    }

    @Test
    void anOlderBackupIsNotTakenForANewerOne() throws IOException {
        var newer = vault.backUp(BEGAN.plusSeconds(3600));
        for (var part : PARTS) {
            Files.write(vault.file(newer, part), Files.readAllBytes(vault.file(original, part)));
        }
        name = newer;
        assertRefused("parts of an older one", "damaged");
        for (var file : List.of("manifest.json", "manifest.json.asc")) {
            Files.write(vault.file(newer, file), Files.readAllBytes(vault.file(original, file)));
        }
        assertRefused("all of an older one", "In place of the backup " + newer + " there is " + original);
    }

    @Test
    void whatSomebodyElseHasSignedIsNotGenuine() throws IOException {
        name = vault.backUp(BEGAN.plusSeconds(7200), Map.of(), PrivateKey.generate("Somebody"));
        assertRefused("signed by somebody else", "not genuine");
    }

    @Test
    void anotherSealDoesNotOpenIt() throws IOException {
        var other = directory.resolve("other-seal.key");
        Files.write(other, new byte[32]);
        sealAndAudit = sealAndAudit.replaceAll("file://[^\"]+", "file://" + other);
        assertRefused("wrong seal", "different autoseal key");
    }

    @Test
    void aSnapshotOfAnotherClusterIsNamed() throws IOException {
        name = vault.backUp(BEGAN.plusSeconds(10_800), Map.of("cluster", "00000000-0000-0000-0000-000000000000"), vault.signer);
        assertRefused("foreign cluster", "another cluster");
    }

    @Test
    void aConfigurationThatWouldNotBeIsolatedOrIsAnotherIsRefused() {
        sealAndAudit = vault.live.sealAndAudit() + "listener \"tcp\" {\n}\n";
        assertRefused("with a listener", "“listener”");
        sealAndAudit = vault.live.sealAndAudit().replace("\"audit.log\"", "\"/var/log/audit.log\"");
        assertRefused("with a foreign audit log", "relative file_path");
        sealAndAudit = vault.live.sealAndAudit().replace("\"audit.log\"", "\"other.log\"");
        assertRefused("with another audit device", "not that of the real Vault");
    }

    @Test
    void whatIsNotAsItWasWhenItWasBackedUpFailsTheDrill() throws IOException {
        name = vault.backUp(BEGAN.plusSeconds(14_400), Map.of("canary-1", "0".repeat(64)), vault.signer);
        var checks = drill();

        assertThat(checks).filteredOn(check -> !check.passed()).extracting(Check::what).containsExactly("Canary");
        assertThat(checks.getLast().result()).contains("not so: 1");
    }
}
