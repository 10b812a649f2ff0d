package io.nija.vault.deployment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The S3 store of a deployment, in place of SeaweedFS: another server with the same certificate and place for its data. */
final class ObjectStore extends ServiceProcess {

    private static final Path JAR = Path.of("target", "s3", "s3mock.jar").toAbsolutePath();
    private static final String STORE = "--com.adobe.testing.s3mock.store.";

    private final int port;

    ObjectStore(Deployment deployment) throws IOException {
        super(deployment, "s3", Map.of());
        port = deployment.port("s3:8334");
    }

    @Override
    List<String> command() {
        assertThat(JAR).as("the S3 server; get it by: mvn dependency:copy@s3").exists();
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-jar", JAR.toString(), "--server.address=127.0.0.1", "--server.port=" + port, "--http.port=0", "--server.ssl.enabled=true",
                "--server.ssl.bundle=own",
                "--spring.ssl.bundle.pem.own.keystore.certificate=" + inside("/run/s3-tls/tls.crt"),
                "--spring.ssl.bundle.pem.own.keystore.private-key=" + inside("/run/s3-tls/tls.key"),
                STORE + "root=" + inside("/data"), STORE + "retain-files-on-exit=true");
    }

    /** The command that makes the bucket for backups. */
    String makeBucket() {
        return "curl --silent --show-error --fail --noproxy '*' --cacert '%s' -X PUT https://localhost:%d/backups"
                .formatted(deployment().directory().resolve(".secrets/certificates/authority/ca.crt"), port);
    }

    void awaitReady() {
        await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> !isAlive() || deployment().serves("https://localhost:" + port + "/"));
        assertThat(isAlive()).as(output()).isTrue();
    }
}
