package io.nija.vault.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.nija.vault.backup.drill.BackedUpVault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows the README's “Restore by hand” word by word, with the real gpg, tar, sha256sum and bao. */
class RestoreByHandTest {

    private static final String HEADING = "### Restore by hand\n";

    @TempDir
    Path directory;

    @Test
    void theReadmesCommandsBringBackWhatWasBackedUp() throws Exception {
        try (var vault = BackedUpVault.in(directory)) {
            vault.write("alice/kraken", "before");
            var name = vault.backUp(Instant.parse("2026-01-31T09:30:00Z"));
            vault.write("alice/kraken", "after");

            var output = run(script(vault, name), vault);

            assertThat(output).contains("Good signature", "vault.snap: OK", "credentials.csv: OK", "meta.json: OK", "state.bin: OK", vault.cluster())
                    .doesNotContain("WRONG");
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> vault.live.root(0).send("GET", "secret/data/users/alice/kraken")
                    .body().at("/data/data/api_secret").asString().equals("before"));
            assertThat(directory.resolve("restore")).doesNotExist();
        }
    }

    @Test
    void aPartThatIsNotWhatWasSignedIsSeenBeforeAnythingIsRestored() throws Exception {
        try (var vault = BackedUpVault.in(directory)) {
            vault.write("alice/kraken", "before");
            var name = vault.backUp(Instant.parse("2026-01-31T09:30:00Z"));
            var part = vault.file(name, "credentials.csv.gpg");
            Files.writeString(part, "something else");

            var script = script(vault, name);
            assertThat(run(script.substring(0, script.indexOf("mkdir")), vault)).contains("vault.snap: OK", "credentials.csv: WRONG");
        }
    }

    /** Its commands, with the places that a person would put in. */
    private String script(BackedUpVault vault, String name) throws IOException {
        var readme = Files.readString(Path.of("README.md"));
        var section = readme.substring(readme.indexOf(HEADING) + HEADING.length());
        var commands = section.substring(0, section.indexOf("\n## ")).lines().filter(line -> line.startsWith("    ")).map(line -> line.substring(4)).toList();
        assertThat(commands.getFirst()).startsWith("store=");
        var signer = Files.writeString(directory.resolve("signing.crt"), vault.signer.certificate());
        var key = Files.writeString(directory.resolve("restore.key"), vault.recipient.export().expose());
        return "store=%s name=%s signer=%s key=%s\n".formatted(vault.folder, name, signer, key)
                + commands.stream().skip(1).collect(Collectors.joining("\n"));
    }

    private String run(String script, BackedUpVault vault) throws IOException, InterruptedException {
        var programs = Files.createDirectories(directory.resolve("bin"));
        Files.deleteIfExists(programs.resolve("bao"));
        Files.createSymbolicLink(programs.resolve("bao"), BackedUpVault.program().toAbsolutePath());
        var home = Files.createDirectory(directory.resolve("gnupg"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var output = directory.resolve("output.txt");
        var builder = new ProcessBuilder("bash", "-eu", "-o", "pipefail", "-c", script).directory(directory.toFile()).redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).redirectOutput(output.toFile());
        builder.environment().put("GNUPGHOME", home.toString());
        builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        builder.environment().put("BAO_ADDR", vault.live.address(0).toString());
        builder.environment().put("BAO_TOKEN", vault.live.rootToken());
        var process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }
}
