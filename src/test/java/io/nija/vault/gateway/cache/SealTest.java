package io.nija.vault.gateway.cache;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.gateway.Answer;
import io.nija.vault.vault.TransitKey.DataKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a cache entry tells those who hold it: nothing, and what they can make of it: nothing. */
class SealTest {

    private static final CredentialId KEY = key("zoe-of-the-test", "kraken--main");
    private static final byte[] JSON = "{\"api_key\":\"the key\"}".getBytes(StandardCharsets.UTF_8);

    private final Seal seal = seal();
    private final byte[] entry = seal.seal(KEY, new Answer(3, JSON));

    private static Seal seal() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return new Seal(new DataKey(bytes, "vault:v1:" + UUID.randomUUID()));
    }

    private static CredentialId key(String owner, String key) {
        return CredentialId.parse(new UserId(owner), key);
    }

    @Test
    void whatWasSealedOpensUnderItsOwnName() {
        var opened = seal.open(KEY, entry);

        assertThat(opened.version()).isEqualTo(3);
        assertThat(opened.json()).isEqualTo(JSON);
    }

    @Test
    void anEntryThatWasChangedAnywhereIsNone() {
        for (int i = 0; i < entry.length; i++) {
            for (int bit : new int[] { 1, 128 }) {
                var changed = entry.clone();
                changed[i] ^= (byte) bit;
                assertThat(seal.open(KEY, changed)).as("byte " + i).isNull();
            }
        }
    }

    @Test
    void anEntryThatIsCutOffOrLongerIsNone() {
        for (int length = 0; length < entry.length; length++) {
            assertThat(seal.open(KEY, Arrays.copyOf(entry, length))).as("length " + length).isNull();
        }
        assertThat(seal.open(KEY, Arrays.copyOf(entry, entry.length + 1))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "yan kraken--main", "zoe-of-the-test kraken", "zoe-of-the-test kraken--other", "zoe-of-the-test okx--main" })
    void anEntryIsWorthNothingUnderAnotherName(String other) {
        var parts = other.split(" ");
        assertThat(seal.open(key(parts[0], parts[1]), entry)).isNull();
        assertThat(seal.name(key(parts[0], parts[1]))).isNotEqualTo(seal.name(KEY));
    }

    @Test
    void anotherDataKeyOpensNothingAndNamesOtherwise() {
        var other = seal();

        assertThat(other.open(KEY, entry)).isNull();
        assertThat(other.name(KEY)).isNotEqualTo(seal.name(KEY));
        assertThat(seal.name(KEY)).isEqualTo(seal.name(key("zoe-of-the-test", "kraken--main")));
        assertThat(new Seal(seal.dataKey()).open(KEY, entry)).isNotNull();
    }

    @Test
    void theSameAnswerNeverLooksTheSame() {
        assertThat(seal.seal(KEY, new Answer(3, JSON))).isNotEqualTo(entry);
    }

    @Test
    void nothingReadableIsInAnEntryOrItsName() {
        var all = new String(entry, StandardCharsets.ISO_8859_1) + seal.name(KEY) + seal.dataKey() + new Answer(3, JSON);

        assertThat(all).doesNotContain("the key", "api_key", "zoe-of-the-test", "kraken--main", HexFormat.of().formatHex(seal.dataKey().bytes()));
    }
}
