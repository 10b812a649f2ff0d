package io.nija.vault.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.nija.vault.backup.drill.BackedUpVault;
import io.nija.vault.backup.openpgp.PrivateKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The command as an operator runs it who has nothing but the store and the keys, against a real Vault. */
@ExtendWith(OutputCaptureExtension.class)
class RestoreCommandTest {

    private static final Instant BEGAN = Instant.parse("2026-01-31T09:30:00Z");

    @TempDir
    static Path directory;

    static BackedUpVault vault;
    static String older;
    static String newer;
    static Path key;
    static Path signer;

    private final InputStream input = System.in;

    @BeforeAll
    static void backUp() throws IOException {
        vault = BackedUpVault.in(directory);
        vault.write("alice/kraken", "first");
        older = vault.backUp(BEGAN);
        vault.write("alice/kraken", "second");
        // Larger than what a listener takes of an ordinary request.
        var random = new byte[100_000];
        for (int i = 0; i < 8; i++) {
            new Random(i).nextBytes(random);
            vault.write("bob/okx--" + i, HexFormat.of().formatHex(random));
        }
        newer = vault.backUp(BEGAN.plusSeconds(3600));
        vault.write("alice/kraken", "third");
        key = Files.writeString(directory.resolve("restore.key"), vault.recipient.export().expose());
        signer = Files.writeString(directory.resolve("signing.crt"), vault.signer.certificate());
    }

    @AfterAll
    static void end() throws IOException {
        vault.close();
    }

    @AfterEach
    void nobodyTypesAnyMore() {
        System.setIn(input);
    }

    private static int restore(String typed, String... arguments) {
        return RestoreProgram.run(typed, arguments(vault.live.address(0), arguments));
    }

    private static Stream<String> arguments(URI address, String... more) {
        return Stream.concat(Stream.of("--backup.folder=" + vault.folder, "--backup.signers=" + signer, "--vault.addr=" + address), Stream.of(more));
    }

    private static String secret() {
        return vault.live.root(0).send("GET", "secret/data/users/alice/kraken").body().at("/data/data/api_secret").asString();
    }

    @Test
    void listsVerifiesAndOpensWithoutChangingAnything(CapturedOutput output) {
        assertThat(restore("")).isZero();
        assertThat(output).contains(older, newer, "genuine");

        assertThat(restore("", older)).isZero();
        assertThat(output).contains("genuine and whole", vault.cluster(), vault.recipient.fingerprint());

        assertThat(restore("\n", "--before=2026-01-31T10:29:59Z", "--key=" + key)).isZero();
        assertThat(output).contains("The nearest snapshot before 2026-01-31T10:29:59Z is " + older, "The key opens it", "Nothing was restored");
        assertThat(secret()).isEqualTo("third");
    }

    @Test
    void refusesInWordsWhatIsWrong(CapturedOutput output) throws IOException {
        assertThat(restore("", "vault-20200101T000000Z")).isOne();
        assertThat(output).contains("There is no backup vault-20200101T000000Z");
        assertThat(restore("", "--before=2020-01-01T00:00:00Z")).isOne();
        assertThat(output).contains("no snapshot of Vault from before");
        assertThat(restore("", older, "--write")).isEqualTo(2);
        assertThat(output).contains("--key=FILE");
        assertThat(restore("", older, "--wrote")).isEqualTo(2);
        assertThat(output).contains("There is no option --wrote");
        var others = Files.writeString(directory.resolve("other.key"), PrivateKey.generate("Somebody").export().expose());
        assertThat(restore("\n", older, "--key=" + others)).isOne();
        assertThat(output).contains("cannot be decrypted with the key");
        assertThat(restore("\n" + vault.live.rootToken() + "\nanother name\n", older, "--key=" + key, "--write")).isOne();
        assertThat(output).contains("“another name” is not its name");
        assertThat(restore("\nno-token\n" + vault.clusterName() + "\n", older, "--key=" + key, "--write")).isOne();
        assertThat(output).contains("Vault has not taken the snapshot: permission denied");
        assertThat(secret()).isEqualTo("third");
        assertThat(output).doesNotContain(vault.live.rootToken()).doesNotContain("PRIVATE KEY");
    }

    @Test
    void restoresOnceTheNameIsTypedAndSaysWhatIsLeftToDo(CapturedOutput output) throws IOException {
        assertThat(restore("\n" + vault.live.rootToken() + "\n" + vault.clusterName() + "\n", newer, "--key=" + key, "--write")).isZero();

        assertThat(output).contains("Vault has taken the snapshot", "It serves again", "./vault-console changes --since=" + vault.reader().manifest(newer).began().truncatedTo(ChronoUnit.SECONDS));
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> secret().equals("second"));
        vault.write("alice/kraken", "third");
        assertThat(vault.store.list("leases")).isEmpty();
    }

    @Test
    void whatBecomesAnotherOneBetweenVerifyingAndSendingIsNotRestored(CapturedOutput output) throws IOException {
        var part = vault.file(newer, "vault.snap.gpg");
        var whole = Files.readAllBytes(part);
        var flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        try {
            for (var other : List.of(flipped, Files.readAllBytes(vault.file(older, "vault.snap.gpg")))) {
                Files.write(part, whole);
                assertThat(RestoreProgram.run(typedOnceTheFirstPassIsOver(part, other), arguments(vault.live.address(0), newer, "--key=" + key, "--write"))).isOne();
            }
        } finally {
            Files.write(part, whole);
        }

        assertThat(output).contains("Nothing was restored. In the store it has become another one since it was verified", "cannot be decrypted",
                "it is not what was stored").doesNotContain("Vault has taken the snapshot");
        assertThat(secret()).isEqualTo("third");
        assertThat(vault.store.list("leases")).isEmpty();
    }

    /** The passphrase, and then, as the token is asked for after the first pass, the token and the cluster's name. */
    private static InputStream typedOnceTheFirstPassIsOver(Path part, byte[] other) {
        var answers = new ByteArrayInputStream((vault.live.rootToken() + "\n" + vault.clusterName() + "\n").getBytes());
        return new SequenceInputStream(new ByteArrayInputStream("\n".getBytes()), new FilterInputStream(answers) {

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                Files.write(part, other);
                return super.read(bytes, offset, length);
            }
        });
    }

    @Test
    void whenItIsKilledWhileItSendsNothingOfTheSnapshotIsLeft() throws Exception {
        var temporary = Files.createDirectory(directory.resolve("temporary"));
        try (var stuck = StuckVault.before(vault.live.address(0))) {
            var command = Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.io.tmpdir=" + temporary,
                    "-cp", System.getProperty("java.class.path"), RestoreProgram.class.getName()), arguments(stuck.address(), newer, "--key=" + key, "--write"));
            var killed = new ProcessBuilder(command.toList()).directory(temporary.toFile()).inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE).start();
            try {
                killed.outputWriter().append("\n" + vault.live.rootToken() + "\n" + vault.clusterName() + "\n").close();
                assertThat(stuck.awaitBody(Duration.ofSeconds(60))).isTrue();
                assertThat(temporary).isEmptyDirectory();
            } finally {
                killed.destroyForcibly().waitFor();
            }
        }

        assertThat(temporary).isEmptyDirectory();
        assertThat(secret()).isEqualTo("third");
        for (var lease : vault.store.list("leases")) {
            vault.store.delete(lease.path());
        }
    }
}
