package io.nija.vault.requests.engine;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;

import io.nija.vault.credentials.BrokerCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialLikeTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final CredentialLike credentials = new CredentialLike(new BrokerCatalogue());

    @ParameterizedTest
    @ValueSource(strings = {
            "I left my desk for a moment and somebody may have seen my key.",
            "My key is the one called kraken--main, version 7.",
            "Please rotate my Kraken API key: I no longer trust it.",
            "The secret is safe, I think, but the password of my mail is not.",
            "I forgot my password. What now?",
            "It says: invalid token, please sign in again",
            "I changed the api key: see the list",
            "My API key is kraken--bot2, the token v2.14.3-beta.1 of the app is another thing",
            "The request 01890a5d-ac96-774b-bcce-b302099a8057 failed twice.",
            "Trace 550e8400-e29b-41d4-a716-446655440000, order OQCLML-BW3P3-BUCMWZ",
            "Order 1234567890123456789 at 2026-11-28T10:15:30.123Z on BTC-USDT-241227",
            "My account is 0x71C7656EC7ab88b098defB751B7401B5f6d8976F",
            "https://support.kraken.com/hc/en-us/articles/360000919966-How-to-create-an-API-key",
            "https://www.binance.com/en/my/settings/api-management?tab=keys&page=2",
            "Write to alice.archer+trading@mail.example.co.uk or call +49 30 1234567",
            "Our server is 2001:0db8:85a3:0000:0000:8a2e:0370:7334, or 192.168.178.24",
            "Der Donaudampfschifffahrtsgesellschaftskapitän hat den Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetzentwurf gelesen.",
            "java.lang.NullPointerException at io.nija.vault.credentials.CredentialNotFoundException.<init>(CredentialNotFoundException.java:12)",
            "org.springframework.dao.DataIntegrityViolationException",
            "Ticket NIJA-2026-000123456789, invoice INV-20261128-00042",
            "IBAN DE89 3704 0044 0532 0130 00",
            "My hours are 09:00-17:30 CET/CEST, Mon-Fri; v2.14.3-beta.1",
            "Wait, what?! I can't sign in since 3pm... 2FA codes don't work :-(",
            "Ich habe den Schlüssel am 3.11.2026 um 14:05 Uhr gelöscht.",
            "Ключ нужно заменить, пожалуйста",
            "キーを交換してください",
    })
    void whatPeopleWritePasses(String text) {
        assertThat(credentials.find(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "it is kT9x2LpQ8vR4mN7sWd3FgH6jK1zXc5Vb",
            "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A",
            "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j",
            "bg_0123456789abcdef0123456789abcdef",
            "9e107d9d372bb6826bd81d3542a419d6",
            "the hash is e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "0x4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318",
            "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEI",
            "-----BEGIN OPENSSH PRIVATE KEY-----",
            "hvs.CAESIJlWh3o2FQk1tBbXGxpKQ2xmYWJjZGVm",
            "the token s.iyNUhq8Ov4hIAx6snw5mB2nL",
            "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl",
            "api_secret=hunter2",
            "API-Key = abcd1234",
            "apiSecret: 'tr0ub4dor'",
            "{\"apiKey\": \"abc123\", \"secret\": \"def456\"}",
            "{'passphrase': 'correct horse'}",
            "my password is Tr0ub4dor&3",
            "password: Tr0ub4dor&3",
            "passphrase=opensesame",
            "Authorization: \"Bearer abc\"",
            "kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==",
            "0a1b2c3d 4e5f6071 8293a4b5 c6d7e8f9",
            "kT9x2LpQ 8vR4mN7s Wd3FgH6j K1zXc5Vb",
            "kT9x2LpQ8vR4\u200bmN7sWd3FgH6jK1zXc5Vb",
            "ｋＴ９ｘ２ＬｐＱ８ｖＲ４ｍＮ７ｓＷｄ３ＦｇＨ６ｊＫ１ｚＸｃ５Ｖｂ",
            "key(kT9x2LpQ8vR4mN7sWd3FgH6jK1zXc5Vb).",
            "see https://api.broker.example/v1?api_key=abcd1234efgh",
            "https://pastebin.example/kT9x2LpQ8vR4mN7sWd3FgH6jK1zXc5Vb",
    })
    void whatLooksLikeACredentialIsFound(String text) {
        assertThat(credentials.find(text)).isPresent().hasValueSatisfying(what -> assertThat(text).doesNotContain(what));
    }

    @Test
    void theTemplatesPass() {
        assertThat(Templates.ALL.values()).isNotEmpty().allMatch(text -> credentials.find(text).isEmpty());
    }

    /** As brokers make them: of random letters and digits, in hexadecimal digits, in base64. */
    static Stream<String> random() {
        var random = new Random(42);
        return Stream.iterate(0, i -> i + 1).limit(300).flatMap(i -> {
            var bytes = new byte[32 + i % 33];
            random.nextBytes(bytes);
            var letters = new StringBuilder();
            random.ints(32 + i % 33, 0, ALPHABET.length()).forEach(at -> letters.append(ALPHABET.charAt(at)));
            return Stream.of(letters.toString(), HexFormat.of().formatHex(bytes), Base64.getEncoder().encodeToString(bytes),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        });
    }

    @Test
    void whateverABrokerMakesIsFound() {
        assertThat(random().filter(text -> credentials.find("Please use " + text + " from now on.").isEmpty())).isEmpty();
    }
}
