package io.nija.vault.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import io.nija.vault.base.RequestId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.testing.AuditFile;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.Loopback;
import io.nija.vault.testing.Loopback.Reply;
import io.nija.vault.testing.People;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

import static io.nija.vault.testing.People.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The numbers of the calls that this process makes, and their records in a real Vault's audit log. */
@ConsoleTest
class OwnCallsTest {

    @Autowired
    ConsoleVault vault;
    @Autowired
    OwnCalls calls;
    @Value("${local.directory}")
    Path directory;

    private static List<String> headers(List<JsonNode> entries) {
        return entries.stream().filter(entry -> entry.at("/type").asString().equals("response"))
                .map(entry -> entry.at("/request/headers/x-nija-call/0").asString("")).toList();
    }

    @Test
    void eachCallHasTheNextNumberAndIsOnRecordUnderIt() throws IOException {
        var audit = AuditFile.fromNow(directory);
        long before = calls.last();

        vault.owners();
        vault.metadata(People.newKey(ALICE, "okx"));

        assertThat(headers(audit.entries())).contains(calls.caller() + "." + (before + 1), calls.caller() + "." + (before + 2));
    }

    @Test
    void whatWasCalledIsKnownForAWhile() {
        var key = People.newKey(ALICE, "okx");
        long before = calls.last();
        try (var id = RequestId.use("r-1")) {
            vault.metadata(key);
        }

        // The console calls by itself, too.
        assertThat(LongStream.rangeClosed(before + 1, calls.last()).mapToObj(calls::recent)).anySatisfy(made -> assertThat(made).hasValueSatisfying(call -> {
            assertThat(call.method()).isEqualTo("GET");
            assertThat(call.path()).isEqualTo("/v1/secret/metadata/" + key.path());
            assertThat(call.requestId()).isEqualTo("r-1");
        }));
        assertThat(calls.recent(calls.last() + 1_000_000)).isEmpty();
    }

    /** A Vault that answers as it is told, and says which numbers came. */
    private static final class Answers implements AutoCloseable {

        private final List<String> headers = new ArrayList<>();
        private int status = 200;
        private final Loopback server = Loopback.answering(request -> {
            headers.add(request.headers().getOrDefault("x-nija-call", "").replaceFirst("^console-[0-9a-f]{16}", ""));
            return new Reply(status, "{\"data\":{\"data\":{\"api_key\":\"k\"},\"metadata\":{\"version\":7}}}");
        });
        private final VaultConnection connection = new VaultConnection(new VaultProperties(List.of(server.address()), null, null, null, null, null, 5,
                Duration.ofSeconds(5), Duration.ofSeconds(5)));

        Answers() throws IOException {
        }

        void read(int answer) {
            status = answer;
            try {
                connection.directReads().read(People.newKey(ALICE, "okx"), SecretValue.of("t"));
            } catch (VaultException e) {
                assertThat(answer).isNotEqualTo(200);
            }
        }

        @Override
        public void close() throws IOException {
            connection.close();
            server.close();
        }
    }

    @Test
    void callsThatVaultMayNotHaveRecordedAreNamedByTheNextOne() throws IOException {
        try (var vault = new Answers()) {
            vault.read(200);
            vault.read(503);
            vault.read(503);
            vault.read(403);
            vault.read(200);

            assertThat(vault.headers).containsExactly(".1", ".2", ".3 lost=2", ".4 lost=2-3", ".5");
        }
    }

    @Test
    void whatWasNotToldForCertainIsToldAgain() throws IOException {
        try (var vault = new Answers()) {
            vault.read(429);
            vault.read(200);
            vault.read(500);
            vault.read(500);
            vault.read(500);
            vault.read(200);

            assertThat(vault.headers).endsWith(".6 lost=3-5");
        }
    }

    @Test
    void aVaultThatIsAwayLeavesOneRun() throws IOException {
        try (var vault = new Answers()) {
            vault.read(200);
            vault.server.close();
            for (int i = 0; i < 5; i++) {
                assertThatExceptionOfType(VaultUnavailableException.class)
                        .isThrownBy(() -> vault.connection.directReads().read(People.newKey(ALICE, "okx"), SecretValue.of("t")));
            }

            assertThat(vault.connection.calls().next("GET", "/v1/x").header()).endsWith(".7 lost=2-6");
        }
    }

    @Test
    void whatVaultNeverRecordsHasNoNumber() throws IOException {
        try (var vault = new Answers()) {
            vault.connection.directReads().warmUp();
            vault.connection.withoutToken().getForObject("sys/health?standbyok=true", String.class);

            assertThat(vault.headers).containsOnly("");
            assertThat(vault.connection.calls().last()).isZero();
        }
    }
}
