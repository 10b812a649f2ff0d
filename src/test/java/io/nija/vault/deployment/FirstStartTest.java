package io.nija.vault.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.security.MessageDigest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The command {@code first-start}, as an operator runs it. */
class FirstStartTest {

    @TempDir
    Path directory;

    private record Result(int status, String output) {
    }

    private Result firstStart(String... names) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(ComposeFile.FOLDER.resolve("first-start").toString(), "--into", directory.toString()));
        command.addAll(List.of(names));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private String secret(String file) throws IOException {
        return Files.readString(directory.resolve(".secrets").resolve(file)).strip();
    }

    @Test
    void secretsAreTheirOwnersAloneAndFitEachOther() throws Exception {
        var result = firstStart("vault.nija.example", "login.nija.example");

        assertThat(result.status()).as(result.output()).isZero();
        try (var files = Files.walk(directory.resolve(".secrets"))) {
            assertThat(files.toList()).hasSizeGreaterThan(50).allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
        assertThat(secret("console/spring.datasource.password")).hasSize(64).isEqualTo(secret("postgres/console.password"));
        assertThat(secret("console/backup.console-database.password")).hasSize(64).isEqualTo(secret("postgres/backup.password"));
        assertThat(secret("s3/identities.json")).contains("\"secretKey\":\"" + secret("console/backup.s3.secret-access-key") + "\"");
        assertThat(secret("keycloak/nija.json")).contains("\"" + secret("console/oidc.client-secret") + "\"", "https://vault.nija.example/login/oauth2/code/nija")
                .doesNotContain("@CONSOLE");
        var password = secret("console/redis.url").replaceAll(".*:(\\w+)@.*", "$1");
        assertThat(secret("redis/users.acl")).contains("user default off")
                .contains(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8)))).doesNotContain(password);
        assertThat(directory.resolve(".secrets/vault/seal.key")).hasSize(32);
        assertThat(result.output()).contains("ca.key").doesNotContain(password);
        assertThat(Files.readString(directory.resolve(".env"))).contains("CONSOLE_NAME=vault.nija.example").doesNotContain(password);
    }

    @Test
    void whatIsThereIsLeftAsItIs() throws Exception {
        firstStart("vault.nija.example", "login.nija.example");
        var password = secret("postgres/console.password");

        var again = firstStart("vault.nija.example", "login.nija.example");

        assertThat(again.status()).isOne();
        assertThat(again.output()).contains("there already; nothing was made");
        assertThat(secret("postgres/console.password")).isEqualTo(password);
    }

    @Test
    void dataWithoutItsSecretsIsNotTakenOver() throws Exception {
        Files.writeString(Files.createDirectories(directory.resolve(".data/postgres")).resolve("PG_VERSION"), "18");

        var result = firstStart("vault.nija.example", "login.nija.example");

        assertThat(result.status()).isOne();
        assertThat(directory.resolve(".secrets")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({ "same.example,same.example", "a b,login.example", "vault.example,../x", "vault.example,x|y" })
    void namesThatAreNoneAreRefused(String console, String login) throws Exception {
        var result = firstStart(console, login);

        assertThat(result.status()).isOne();
        assertThat(directory).isEmptyDirectory();
    }
}
