package io.nija.vault.client;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.testing.Hostile;
import io.nija.vault.testing.Loopback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is no identifier never leaves the client, and those that it takes are those that the console takes. */
class ClientIdentifiersTest {

    static Stream<String> hostile() {
        return Hostile.texts();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nothingIsAskedForUnderSuchAName(String text) throws IOException {
        try (var vault = Loopback.answering(200, "{}");
                var client = ApiKeyManager.builder().addresses(vault.address().toString()).token("t").build()) {
            for (var request : List.of(new KeyRequest(text, "okx"), new KeyRequest("alice", text), new KeyRequest("alice", "okx--" + text),
                    new KeyRequest("alice", text + "--main"))) {
                refuses(text, () -> client.getUserApiKey(request.userId(), request.broker()));
                refuses(text, () -> client.storeUserApiKey(request.userId(), request.broker(), "k", "s"));
                refuses(text, () -> client.rotateUserApiKey(request.userId(), request.broker(), "k", "s"));
                refuses(text, () -> client.revokeUserApiKey(request.userId(), request.broker()));
                assertThat(client.getUserApiKeys(List.of(request)).getFirst().error()).containsInstanceOf(InvalidIdentifierException.class);
            }
            assertThat(vault.requests()).isEmpty();
        }
    }

    private static void refuses(String text, Runnable call) {
        assertThatExceptionOfType(InvalidIdentifierException.class).isThrownBy(call::run)
                .satisfies(e -> assertThat(Hostile.telling(text) && e.getMessage().contains(text.strip())).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = { "kraken", "kraken--main", "a1", "crypto-com", "crypto-com--a--b", "okx---x", "okx--", "o", "-okx", "okx-", "Okx",
            "okx--Main", "okx--main-", "a-b-c", "okx--0123456789012345678901234567890", "okx--01234567890123456789012345678901",
            "okx--012345678901234567890123456789012", "abcdefghijklmnopqrstuvwxyz012345", "abcdefghijklmnopqrstuvwxyz0123456",
            "abcdefghijklmnopqrstuvwxyz012345--01234567890123456789012345678901" })
    void aBrokerIsTakenWhenTheConsoleTakesIt(String broker) {
        assertThat(takes(() -> new KeyPath("alice", broker))).isEqualTo(takes(() -> CredentialId.parse(new UserId("alice"), broker)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "alice", "a", "A.b-c_d", "a..b", "a.", ".a", "0", "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d" })
    void aUserIsTakenWhenTheConsoleTakesThem(String user) {
        assertThat(takes(() -> new KeyPath(user, "okx"))).isEqualTo(takes(() -> new UserId(user)));
    }

    private static boolean takes(Runnable making) {
        try {
            making.run();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Test
    void thePathIsThatOfTheConsole() {
        var id = CredentialId.parse(new UserId("alice"), "kraken--main");

        assertThat(new KeyPath("alice", "kraken--main").in("data")).isEqualTo("secret/data/" + id.path());
        assertThat(new KeyPath("alice", "kraken--main").brokerAlone()).isEqualTo(id.broker().value());
        assertThat(new KeyPath("alice", "kraken").brokerAlone()).isEqualTo("kraken");
    }
}
