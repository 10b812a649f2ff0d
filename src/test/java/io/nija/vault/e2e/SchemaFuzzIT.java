package io.nija.vault.e2e;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the gateway says of itself in its OpenAPI description, held against what it does when it gets anything at all. */
@EndToEnd(ownConsole = true, arguments = { "--gateway.limit.user=1000000", "--gateway.limit.address=1000000" })
class SchemaFuzzIT {

    @Test
    void everyAnswerIsAsTheDescriptionSays(ConsoleProcess console) throws Exception {
        var result = Schemathesis.install().run(URI.create(console.url() + "v1/openapi.json"),
                Map.of("GATEWAY_TOKEN", DemoToken.of("alice", console), "GATEWAY_USER", "alice"), Duration.ofMinutes(20));

        System.out.println(result.output());
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(console.output()).content().doesNotContain("ERROR");
    }
}
