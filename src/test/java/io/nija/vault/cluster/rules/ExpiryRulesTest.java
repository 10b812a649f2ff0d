package io.nija.vault.cluster.rules;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.ProvisionedVault;
import io.nija.vault.vault.RealNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What is found to end soon, on real servers that issued it. */
class ExpiryRulesTest {

    private static final ExpiryRules RULES = new ExpiryRules();

    @TempDir
    Path directory;

    private static List<Finding> check(AlertRule rule) {
        return rule.check(rule.threshold().value());
    }

    @Test
    void aTokenThatNobodyRenewsIsFoundADayBeforeItEnds() throws IOException {
        try (var vault = DevVault.start()) {
            try (var soon = new RealNodes(List.of(vault.address()), token(vault, "5h"), Clock.systemUTC());
                    var late = new RealNodes(List.of(vault.address()), token(vault, "50h"), Clock.systemUTC());
                    var root = new RealNodes(List.of(vault.address()), vault.rootToken().expose(), Clock.systemUTC())) {
                assertThat(check(RULES.tokenExpiry(soon.expiries()))).extracting(Finding::text).containsExactly("The console's token expires in 4 hours.");
                assertThat(check(RULES.tokenExpiry(late.expiries()))).isEmpty();
                assertThat(check(RULES.tokenExpiry(root.expiries()))).as("it never ends").isEmpty();
            }
        }
    }

    private static String token(DevVault vault, String life) {
        return vault.root().send("POST", "auth/token/create", Map.of("ttl", life, "policies", List.of("default"))).body().at("/auth/client_token").asString();
    }

    @Test
    void aSecretIdIsFoundAWeekBeforeItEndsAndTheAppRolesTokenIsNot() throws IOException {
        try (var vault = ProvisionedVault.start()) {
            var address = URI.create(vault.address());
            var ending = vault.root().send("POST", "auth/approle/role/console/secret-id", Map.of("ttl", "100h")).body().at("/data/secret_id").asString();
            var lasting = vault.secretId("console").at("/secret_id").asString();
            try (var soon = RealNodes.byAppRole(address, vault.roleId("console"), ending);
                    var late = RealNodes.byAppRole(address, vault.roleId("console"), lasting)) {
                assertThat(check(RULES.secretIdExpiry(soon.expiries()))).extracting(Finding::text).containsExactly("The console's secret id expires in 4 days.");
                assertThat(check(RULES.secretIdExpiry(late.expiries()))).isEmpty();
                assertThat(soon.expiries().token()).get().satisfies(token -> {
                    assertThat(token.renewed()).isTrue();
                    assertThat(token.at()).isNotNull();
                });
                assertThat(check(RULES.tokenExpiry(soon.expiries()))).isEmpty();
            }
        }
    }

    @Test
    void aCertificateIsFoundThreeWeeksBeforeItEndsAndAfterItsEnd() throws Exception {
        try (var soon = secure("soon", "-1d", "7"); var late = secure("late", "-1d", "300"); var over = secure("over", "-30d", "10")) {
            try (var nodes = new RealNodes(List.of(soon.address(), late.address(), over.address()), "none", Clock.systemUTC())) {
                assertThat(check(RULES.certificateExpiry(nodes.expiries()))).extracting(Finding::text).containsExactly(
                        "The certificate of 127.0.0.1:" + soon.address().getPort() + " expires in 5 days.",
                        "The certificate of 127.0.0.1:" + over.address().getPort() + " has expired.");
            }
        }
    }

    /** A real OpenBao with a certificate of its own; it need not be initialised to show it. */
    private SecureServer secure(String name, String start, String days) throws Exception {
        var home = Files.createDirectories(directory.resolve(name));
        run(home, Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "key", "-keyalg", "EC", "-dname", "CN=" + name,
                "-ext", "san=ip:127.0.0.1", "-startdate", start, "-validity", days, "-storetype", "PKCS12", "-keystore", "key.p12", "-storepass", "for-this-test");
        run(home, "openssl", "pkcs12", "-in", "key.p12", "-passin", "pass:for-this-test", "-nodes", "-nocerts", "-out", "key.pem");
        run(home, "openssl", "pkcs12", "-in", "key.p12", "-passin", "pass:for-this-test", "-nokeys", "-out", "certificate.pem");
        return SecureServer.start(home);
    }

    private static void run(Path home, String... command) throws Exception {
        var process = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true).redirectOutput(home.resolve("log").toFile()).start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0).as(Files.readString(home.resolve("log"))).isTrue();
    }
}
