package io.nija.vault.vault;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.testing.ProvisionedVault;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** On a real Vault, under the console's own AppRole: what was signed stays, and what was not signed is told apart. */
class AuditHeadsTest {

    private static final String HASH = "ab".repeat(32);
    private static final String OTHER_HASH = "cd".repeat(32);

    static ProvisionedVault vault;
    static VaultCaller console;
    static AuditHeads heads;

    private final String source = "node-" + UUID.randomUUID();

    @BeforeAll
    static void provision() throws IOException {
        vault = ProvisionedVault.start();
        console = vault.service("console");
        heads = Heads.at(URI.create(vault.address()), vault.roleId("console"), vault.secretId("console").at("/secret_id").asString());
    }

    @AfterAll
    static void stop() throws IOException {
        vault.close();
    }

    private String place(long lines) {
        return "%s/%020d".formatted(source, lines);
    }

    @Test
    void whatIsSignedIsFoundAndGenuine() {
        var head = heads.sign(source, 42, HASH);
        heads.sign(source, 1_000_000, OTHER_HASH);

        assertThat(heads.signed(source)).containsExactly(42L, 1_000_000L);
        assertThat(heads.read(source, 42)).contains(head);
        assertThat(head.version()).isOne();
        assertThat(heads.isGenuine(head)).isTrue();
        assertThat(heads.signed("another")).isEmpty();
        assertThat(heads.read(source, 43)).isEmpty();
    }

    @Test
    void aHeadThatIsThereIsNotReplaced() {
        var head = heads.sign(source, 42, HASH);

        assertThat(heads.sign(source, 42, OTHER_HASH)).isEqualTo(head);
        assertThat(heads.read(source, 42)).contains(head);
    }

    @Test
    void nothingElseThanWhatWasSignedIsGenuine() {
        var head = heads.sign(source, 42, HASH);

        assertThat(heads.isGenuine(new SignedHead(source, 43, HASH, head.time(), head.signature(), 1))).isFalse();
        assertThat(heads.isGenuine(new SignedHead("another", 42, HASH, head.time(), head.signature(), 1))).isFalse();
        assertThat(heads.isGenuine(new SignedHead(source, 42, OTHER_HASH, head.time(), head.signature(), 1))).isFalse();
        assertThat(heads.isGenuine(new SignedHead(source, 42, HASH, head.time().plusSeconds(1), head.signature(), 1))).isFalse();
        assertThat(heads.isGenuine(new SignedHead(source, 42, HASH, head.time(), "vault:v1:bm9uZQ==", 1))).isFalse();
        assertThat(heads.isGenuine(new SignedHead(source, 42, HASH, head.time(), "nonsense", 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "POST data/%s {\"data\": {}}", "PUT data/%s {\"data\": {}}", "PATCH data/%s {\"data\": {}}", "DELETE data/%s",
            "POST delete/%s {\"versions\": [1]}", "POST undelete/%s {\"versions\": [1]}", "POST destroy/%s {\"versions\": [1]}", "DELETE metadata/%s",
            "POST metadata/%s {\"max_versions\": 1}", "PATCH metadata/%s {\"custom_metadata\": {}}", "POST config {\"max_versions\": 1}" })
    void theConsoleNeitherChangesNorRemovesAHead(String request) {
        var head = heads.sign(source, 42, HASH);
        var parts = request.split(" ", 2);

        assertThat(Route.of(parts[0] + " audit-heads/" + parts[1].formatted(place(42))).sentBy(console).status()).isEqualTo(403);

        assertThat(heads.read(source, 42)).contains(head);
    }

    @Test
    void aHeadThatSomebodyMightierRemovedIsNotWrittenAnew() {
        heads.sign(source, 42, HASH);
        assertThat(vault.root().send("DELETE", "audit-heads/data/" + place(42)).ok()).isTrue();

        assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> heads.sign(source, 42, OTHER_HASH));
        assertThat(heads.signed(source)).containsExactly(42L);
    }

    @Test
    void aHeadThatSomebodyMightierReplacedTellsSo() {
        var head = heads.sign(source, 42, HASH);
        vault.root().send("POST", "audit-heads/data/" + place(42), Map.of("data", Map.of("source", source, "lines", 42, "head", OTHER_HASH,
                "time", head.time().toString(), "signature", head.signature())));

        assertThat(heads.read(source, 42)).hasValueSatisfying(found -> {
            assertThat(found.version()).isEqualTo(2);
            assertThat(heads.isGenuine(found)).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "a/b", "..", "a..b", "a b", "a%2fb" })
    void aNameThatIsNoPartOfAPathIsRefused(String name) {
        assertThatExceptionOfType(InvalidIdentifierException.class).isThrownBy(() -> heads.sign(name, 1, HASH));
        assertThatExceptionOfType(InvalidIdentifierException.class).isThrownBy(() -> heads.signed(name));
    }
}
