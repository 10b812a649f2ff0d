package io.nija.vault.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

import io.nija.vault.testing.DevVault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The client's own jar, as somebody uses it who has nothing else. */
class ClientJarIT {

    private static final Path JAR = Path.of("target", "vault-client.jar").toAbsolutePath();
    private static final Path TOOLS = Path.of(System.getProperty("java.home"), "bin");

    private static final String PROGRAM = """
            import io.nija.vault.client.ApiKeyManager;
            import java.util.Map;

            public class Service {

                public static void main(String[] arguments) {
                    try (var keys = ApiKeyManager.fromEnvironment()) {
                        keys.storeUserApiKey("alice", "okx", "key-1", "secret-1", Map.of("passphrase", "p"));
                        keys.rotateUserApiKey("alice", "okx", "key-2", "secret-2");
                        var key = keys.getUserApiKey("alice", "okx").orElseThrow();
                        System.out.println(key.apiKey() + " " + key.apiSecret() + " " + key.additionalParams());
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void aProgramThatHasThisJarAloneStoresAndReadsAKey() throws Exception {
        var source = Files.writeString(directory.resolve("Service.java"), PROGRAM);
        assertThat(run(Map.of(), "javac", "-Xlint:all", "-Werror", "-cp", JAR.toString(), "-d", directory.toString(), source.toString())).isEmpty();

        try (var vault = DevVault.start()) {
            var printed = run(Map.of("VAULT_ADDR", vault.address().toString(), "VAULT_TOKEN", vault.rootToken().expose()),
                    "java", "-cp", JAR + ":" + directory, "Service");

            assertThat(printed).isEqualToIgnoringNewLines("key-2 secret-2 {passphrase=p}");
        }
    }

    @Test
    void withoutSettingsItSaysWhatIsMissing() throws Exception {
        var source = Files.writeString(directory.resolve("Service.java"), PROGRAM);
        run(Map.of(), "javac", "-cp", JAR.toString(), "-d", directory.toString(), source.toString());

        assertThat(start(Map.of(), "java", "-cp", JAR + ":" + directory, "Service").output()).contains("VAULT_ADDR, VAULT_ROLE_ID, VAULT_SECRET_ID");
    }

    @Test
    void itHoldsTheClientAndWhatItNeedsUnderNamesOfItsOwn() throws IOException {
        try (var jar = new JarFile(JAR.toFile())) {
            var classes = jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".class")).toList();

            assertThat(classes).contains("io/nija/vault/client/ApiKeyManager.class")
                    .allMatch(name -> name.startsWith("io/nija/vault/client/") || name.startsWith("org/jspecify/"));
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
            assertThat(jar.getEntry("META-INF/NOTICE")).isNotNull();
        }
        assertThat(Files.size(JAR)).isLessThan(3_000_000);
    }

    private record Result(int status, String output) {
    }

    private String run(Map<String, String> environment, String program, String... arguments) throws Exception {
        var result = start(environment, program, arguments);
        assertThat(result.status()).as(result.output()).isZero();
        return result.output();
    }

    private Result start(Map<String, String> environment, String program, String... arguments) throws Exception {
        assertThat(JAR).as("the jar; make it by: ./vault-console build").exists();
        var command = new ArrayList<>(List.of(TOOLS.resolve(program).toString()));
        command.addAll(List.of(arguments));
        var out = directory.resolve("out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("VAULT_") || name.endsWith("JAVA_OPTIONS") || name.startsWith("JDK_"));
        builder.environment().putAll(environment);
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), Files.readString(out));
    }
}
