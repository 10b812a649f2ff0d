package io.nija.vault.deployment;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The firewall's rules, by nft itself, which looks them over without loading them. */
class FirewallTest {

    @Test
    void nftTakesTheRules() throws Exception {
        var builder = new ProcessBuilder("unshare", "--map-root-user", "--net", Programs.find("nft"), "-c", "-f", ComposeFile.FOLDER.resolve("nftables.conf").toString()).redirectErrorStream(true);
        builder.environment().putAll(Programs.environment());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();

        assumeThat(output.toLowerCase(Locale.ROOT)).as("nft needs the right to ask the kernel").doesNotContain("operation not permitted");
        assertThat(status).as(output).isZero();
    }

    @Test
    void whatIsNotNamedIsRefused() throws Exception {
        var rules = Files.readString(ComposeFile.FOLDER.resolve("nftables.conf"));

        assertThat(rules).contains("hook input priority filter; policy drop;", "hook forward priority filter; policy drop;");
        assertThat(rules.lines().filter(line -> line.contains("tcp dport") && line.contains("accept"))).isNotEmpty().allMatch(line -> line.contains("saddr"));
        assertThat(rules.lines().filter(line -> line.contains("8202"))).singleElement().asString().contains("ip saddr $prometheus");
        assertThat(rules.lines().filter(line -> line.contains("8201"))).singleElement().asString().contains("ip saddr $nodes");
    }
}
