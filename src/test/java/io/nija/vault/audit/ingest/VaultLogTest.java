package io.nija.vault.audit.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.nija.vault.audit.AuditLines;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.audit.lines.HashedValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is read from a line of Vault's audit log. */
class VaultLogTest {

    private final VaultLog log = new VaultLog();
    private final AuditLines lines = AuditLines.read("alice", "kraken--main").at(Instant.parse("2026-11-24T10:22:20.857575622Z"))
            .from("10.1.2.3").requestId("r-1");

    private @Nullable LogEntry read(String line) {
        var text = ("before\n" + line + "\nafter").getBytes(StandardCharsets.UTF_8);
        return log.read(text, "before\n".length(), line.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void aRequestSaysWhoWantsWhat() {
        var entry = read(lines.request());

        assertThat(entry.response()).isFalse();
        assertThat(entry.time()).isEqualTo("2026-11-24T10:22:20.857575622Z");
        assertThat(entry.vaultRequest()).isEqualTo(lines.id());
        assertThat(entry.operation()).isEqualTo("read");
        assertThat(entry.path()).isEqualTo("secret/data/users/alice/kraken--main");
        assertThat(entry.mount()).isEqualTo("kv");
        assertThat(entry.user()).isEqualTo("alice");
        assertThat(entry.role()).isEqualTo("user-read");
        assertThat(entry.policies()).isEqualTo("user");
        assertThat(entry.address()).isEqualTo("10.1.2.3");
        assertThat(entry.requestId()).isEqualTo("r-1");
        assertThat(entry.outcome()).isEqualTo(OperationOutcome.UNANSWERED);
    }

    @Test
    void aResponseSaysWhatCameOfIt() {
        var entry = read(lines.response());

        assertThat(entry.response()).isTrue();
        assertThat(entry.outcome()).isEqualTo(OperationOutcome.DONE);
        assertThat(entry.version()).isEqualTo(3);
        assertThat(entry.error()).isNull();
    }

    @Test
    void aRefusalIsOne() {
        var entry = read(lines.refusal());

        assertThat(entry.outcome()).isEqualTo(OperationOutcome.DENIED);
        assertThat(entry.error()).contains("permission denied");
    }

    @Test
    void whatVaultHashedIsFoundByItsField() {
        var entry = read(lines.value("00000000000000ff" + "0".repeat(48)).response());

        assertThat(entry.values()).contains(new HashedValue("response.data.data.api_key", 255));
        assertThat(entry.values()).extracting(HashedValue::field).contains("auth.client_token");
    }

    @Test
    void aTextThatOnlyLooksHashedIsNoValueAndTheLineIsRead() {
        assertThat(read(lines.value("too short").response()).values()).extracting(HashedValue::field).doesNotContain("response.data.data.api_key");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "nonsense", "[]", "null", "{}", "{\"type\":\"request\"}", "{\"time\":\"2026-11-24T10:22:20Z\",\"type\":\"request\",\"request\":null}",
            "{\"time\":\"yesterday\",\"type\":\"request\"}", "{\"time\":\"2026-11-24T10:22:20Z\",\"type\":\"request\",\"request\":{\"id\":\"no uuid\"}}" })
    void whatIsNoEntryIsNotUnderstood(String line) {
        assertThat(read(line)).isNull();
    }

    /** Vault has no such clock, and the database no weeks for it. */
    @ParameterizedTest
    @ValueSource(strings = { "-1000000000-01-01T00:00:00Z", "1999-12-31T23:59:59Z", "2100-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z" })
    void aTimeThatCannotBeIsNotUnderstood(String time) {
        assertThat(read(lines.request().replaceFirst("\"time\":\"[^\"]*\"", "\"time\":\"" + time + '"'))).isNull();
    }

    @Test
    void halfALineOrTwoInOneAreNotUnderstood() {
        var line = lines.request();

        assertThat(read(line.substring(0, line.length() / 2))).isNull();
        assertThat(read(line.substring(0, line.length() / 2) + line)).isNull();
        assertThat(read(line + line)).isNull();
    }

    @Test
    void whatIsNewInALaterVersionDoesNotMatter() {
        assertThat(read(lines.request().replaceFirst("\\{", "{\"new\":{\"a\":[1,{\"b\":null}]},"))).isNotNull();
    }
}
