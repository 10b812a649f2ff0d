package io.nija.vault.vault;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.nija.vault.base.BrokerId;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.RequestId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.testing.Loopback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Reads past Spring's client, by what Vault may say. That a real one says it is seen in the gateway's tests. */
class DirectReadsTest {

    private static final CredentialId KEY = CredentialId.of(new UserId("zoe"), new BrokerId("okx"));
    private static final SecretValue TOKEN = SecretValue.of("the-vault-token");
    private static final String FOUND = "{\"data\":{\"data\":{\"api_key\":\"k\"},\"metadata\":{\"version\":4}}}";

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var one : open) {
            one.close();
        }
    }

    private Loopback server(int status, String body) throws IOException {
        var server = Loopback.answering(status, body);
        open.addFirst(server);
        return server;
    }

    private DirectReads to(Loopback... nodes) {
        return namespaced(null, nodes);
    }

    private DirectReads namespaced(@Nullable String namespace, Loopback... nodes) {
        var connection = new VaultConnection(new VaultProperties(Stream.of(nodes).map(Loopback::address).toList(), null, null, null, namespace, null, 8,
                Duration.ofSeconds(5), Duration.ofSeconds(5)));
        open.addFirst(connection);
        return connection.directReads();
    }

    @Test
    void givesTheValuesAndTheirVersion() throws IOException {
        var vault = server(200, FOUND);

        var found = to(vault).read(KEY, TOKEN).orElseThrow();

        assertThat(found.version()).isEqualTo(4);
        assertThat(found.values()).isEqualTo(Map.of("api_key", "k"));
    }

    @Test
    void asksAsVaultWantsItAndUnderTheRequestsId() throws IOException {
        var vault = server(200, FOUND);
        try (var current = RequestId.use("request-7")) {
            namespaced("team", vault).read(KEY, TOKEN);
        }
        to(vault).read(KEY, TOKEN);

        assertThat(vault.requests().getFirst().method()).isEqualTo("GET");
        assertThat(vault.requests().getFirst().path()).isEqualTo("/v1/secret/data/users/zoe/okx");
        assertThat(vault.requests().getFirst().headers()).containsEntry("x-vault-token", "the-vault-token")
                .containsEntry("x-vault-namespace", "team").containsEntry("x-request-id", "request-7");
        assertThat(vault.requests().getLast().headers()).doesNotContainKeys("x-vault-namespace", "x-request-id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "404; {\"errors\":[]}",
            "404; {\"data\":{\"data\":null,\"metadata\":{\"deletion_time\":\"2026-01-01T00:00:00Z\",\"version\":4}}}",
            "200; {\"data\":{\"data\":null,\"metadata\":{\"version\":4}}}", "200; {}" })
    void whatIsNotThereOrDeletedIsEmpty(int status, String body) throws IOException {
        assertThat(to(server(status, body)).read(KEY, TOKEN)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 500, 503, 307 })
    void aNodeThatFailsIsFollowedByTheNext(int status) throws IOException {
        assertThat(to(server(status, "{}"), server(200, FOUND)).read(KEY, TOKEN)).isPresent();
        assertThatExceptionOfType(VaultUnavailableException.class).isThrownBy(() -> to(server(status, "{}")).read(KEY, TOKEN));
    }

    @Test
    void whatVaultRefusesIsToldAsThat() throws IOException {
        assertThatExceptionOfType(VaultDeniedException.class)
                .isThrownBy(() -> to(server(403, "{\"errors\":[\"permission denied\"]}")).read(KEY, TOKEN));
        assertThat(catchThrowable(() -> to(server(503, "{\"errors\":[\"Vault is sealed\"]}")).read(KEY, TOKEN)))
                .isInstanceOfSatisfying(VaultUnavailableException.class, e -> assertThat(e.status()).isEqualTo(VaultStatus.SEALED));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "c4n4ry", "{\"data\":{\"data\":\"c4n4ry\"}}", "{\"data\":{\"data\":{\"api_key\":\"c4n4ry\"" })
    void anAnswerThatIsNoneIsNotQuoted(String body) throws IOException {
        var failure = catchThrowable(() -> to(server(200, body)).read(KEY, TOKEN));

        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            assertThat(cause).asString().doesNotContain("c4n4ry", TOKEN.expose());
        }
        assertThat(failure).isInstanceOf(IllegalStateException.class);
    }
}
