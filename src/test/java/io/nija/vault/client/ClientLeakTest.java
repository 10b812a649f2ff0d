package io.nija.vault.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.Loopback;
import io.nija.vault.testing.Loopback.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/** A value or a token is in no exception, no log, and nothing that prints itself. Each of them is a canary here. */
class ClientLeakTest {

    private static final String STORED = "{\"data\":{\"data\":{\"api_key\":\"canary-key\",\"api_secret\":\"canary-secret\","
            + "\"additional_params\":{\"p\":\"canary-param\"}},\"metadata\":{\"version\":1}}}";

    private final StringBuffer log = new StringBuffer();
    private final Handler listener = new Handler() {

        @Override
        public void publish(LogRecord entry) {
            log.append(entry.getMessage());
            for (var parameter : entry.getParameters() == null ? new Object[0] : entry.getParameters()) {
                log.append(parameter);
            }
            if (entry.getThrown() != null) {
                log.append(printed(entry.getThrown()));
            }
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(listener);
        listener.setLevel(Level.ALL);
        logger(Level.ALL);
    }

    @AfterEach
    void listenNoMore() {
        Logger.getLogger("").removeHandler(listener);
        logger(null);
        assertThat(log).doesNotContain("canary");
    }

    private static void logger(Level level) {
        Logger.getLogger("io.nija.vault.client").setLevel(level);
    }

    private static String printed(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static List<Consumer<ApiKeyManager>> calls() {
        return List.of(client -> client.getUserApiKey("alice", "okx"),
                client -> client.storeUserApiKey("alice", "okx", "canary-key", "canary-secret", Map.of("p", "canary-param")),
                client -> client.rotateUserApiKey("alice", "okx", "canary-key", "canary-secret", Map.of("p", "canary-param")),
                client -> client.revokeUserApiKey("alice", "okx"),
                client -> client.storeUserApiKey("alice/canary", "okx", "canary-key", "canary-secret"),
                client -> client.storeUserApiKey("alice", "okx", "canary-key", ""));
    }

    /** Whatever Vault answers, in whatever state of its own, and with its own words repeating what it was given. */
    @Test
    void noExceptionHoldsAValueOrTheToken() throws IOException {
        var replies = List.of(new Reply(400, "{\"errors\":[\"check-and-set canary-key\"]}"), new Reply(400, "{\"errors\":[\"canary-key\"]}"),
                new Reply(403, "{\"errors\":[\"canary-key\"]}"), new Reply(404, "{\"errors\":[\"canary-key\"]}"), new Reply(500, "canary-key"),
                new Reply(503, "canary-key"), new Reply(307, "canary"), new Reply(429, "canary"), new Reply(200, "canary-key {\"canary\":"),
                new Reply(200, "{\"data\":{\"data\":{\"api_key\":\"canary-key\",\"api_secret\":7},\"metadata\":{\"version\":1}}}"),
                new Reply(200, STORED));
        var failures = new ArrayList<Throwable>();
        for (var reply : replies) {
            try (var vault = Loopback.answering(request -> request.path().contains("lookup") ? new Reply(200, "{\"data\":{}}") : reply);
                    var client = ApiKeyManager.builder().addresses(vault.address().toString()).token("canary-token")
                            .timeouts(Duration.ofMillis(300), Duration.ofMillis(300)).build()) {
                calls().forEach(call -> failures.add(catchThrowable(() -> call.accept(client))));
                failures.addAll(client.getUserApiKeys(List.of(new KeyRequest("alice", "okx"))).getFirst().error().stream().toList());
            }
        }
        failures.removeIf(failure -> failure == null);

        assertThat(failures).hasSizeGreaterThan(40).allSatisfy(failure -> assertThat(printed(failure)).doesNotContain("canary"));
    }

    @Test
    void whatCarriesAValueDoesNotPrintIt() throws IOException {
        try (var vault = Loopback.answering(request -> new Reply(200, request.path().contains("lookup") ? "{\"data\":{}}" : STORED));
                var client = ApiKeyManager.builder().addresses(vault.address().toString()).token("canary-token").build()) {
            var key = client.getUserApiKey("alice", "okx").orElseThrow();

            assertThat(key.apiSecret()).isEqualTo("canary-secret");
            assertThat(List.of(key, client.getUserApiKeys(List.of(new KeyRequest("alice", "okx"))), client)).asString().doesNotContain("canary");
        }
        assertThat(List.of(new Login.AppRole("canary-role", "canary-secret"), new Login.GivenToken("canary-token"),
                VaultToken.granted("canary-token", "service", Duration.ZERO, false, 0), VaultRequest.write("canary", Map.of("canary", "canary")),
                new VaultAnswer(200, "canary".getBytes()), new StoredSecret(Json.MAPPER.createObjectNode().put("canary", "canary"), 1)))
                .asString().doesNotContain("canary");
    }

    @Test
    void theLogSaysThatRenewingFailsAndNoMore() throws Exception {
        var vault = DevVault.start();
        try (var client = new AppRoles(vault.root()).client("canary-service", AppRoles.READS_ONLY, Map.of("token_ttl", "8s")).build()) {
            client.getUserApiKey("alice", "okx");
            vault.close();

            await().untilAsserted(() -> assertThat(log).contains("could not be renewed"));
        }
    }
}
