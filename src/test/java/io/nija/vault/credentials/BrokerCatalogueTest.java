package io.nija.vault.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import io.nija.vault.base.BrokerId;
import io.nija.vault.base.InvalidIdentifierException;

class BrokerCatalogueTest {

    private static final BrokerCatalogue CATALOGUE = new BrokerCatalogue();

    /** The brokers' own domains. A link to any other host would send people off to type their passwords there. */
    private static final Map<String, String> HOSTS = Map.ofEntries(
            Map.entry("alpaca", "alpaca.markets"), Map.entry("binance", "binance.com"),
            Map.entry("bitfinex", "bitfinex.com"), Map.entry("bitget", "bitget.com"),
            Map.entry("bitmex", "bitmex.com"), Map.entry("bitstamp", "bitstamp.net"),
            Map.entry("bybit", "bybit.com"), Map.entry("coinbase", "coinbase.com"),
            Map.entry("coinbase-exchange", "coinbase.com"), Map.entry("crypto-com", "crypto.com"),
            Map.entry("deribit", "deribit.com"), Map.entry("gate", "gate.com"),
            Map.entry("gemini", "gemini.com"), Map.entry("htx", "htx.com"),
            Map.entry("hyperliquid", "hyperliquid.xyz"), Map.entry("interactive-brokers", "interactivebrokers.com"),
            Map.entry("kraken", "kraken.com"), Map.entry("kraken-futures", "kraken.com"),
            Map.entry("kucoin", "kucoin.com"), Map.entry("mexc", "mexc.com"),
            Map.entry("oanda", "oanda.com"), Map.entry("okx", "okx.com"));

    static Stream<Broker> brokers() {
        return CATALOGUE.all().stream();
    }

    @Test
    void listsAtLeastFifteenBrokersByNameWithoutDuplicates() {
        assertThat(CATALOGUE.all()).hasSizeGreaterThanOrEqualTo(15)
                .isSortedAccordingTo(Comparator.comparing(Broker::name, String.CASE_INSENSITIVE_ORDER))
                .doesNotHaveDuplicates();
        assertThat(brokers().map(Broker::id)).doesNotHaveDuplicates();
        assertThat(brokers().map(Broker::name)).doesNotHaveDuplicates();
        assertThat(brokers().map(broker -> broker.mark().monogram())).doesNotHaveDuplicates();
    }

    @Test
    void findsWhatItHasAndRefusesTheRest() {
        var kraken = new BrokerId("kraken");
        var unknown = new BrokerId("mt-gox");

        assertThat(CATALOGUE.get(kraken).name()).isEqualTo("Kraken");
        assertThat(CATALOGUE.find(kraken)).containsSame(CATALOGUE.get(kraken));
        assertThat(CATALOGUE.find(unknown)).isEmpty();
        assertThatThrownBy(() -> CATALOGUE.get(unknown)).isInstanceOf(InvalidIdentifierException.class)
                .hasMessageNotContaining("mt-gox");
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void hasOneKeyAndOneSecretAndNamesTheRestInSnakeCase(Broker broker) {
        var keys = broker.fields().stream().map(BrokerField::key).toList();

        assertThat(keys).doesNotHaveDuplicates().contains(BrokerField.API_KEY, BrokerField.API_SECRET)
                .allMatch(key -> key.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
        assertThat(broker.fields().stream().filter(BrokerField::additional)).hasSize(keys.size() - 2);
        assertThat(broker.apiKey()).matches(BrokerField::required).matches(field -> !field.secret());
        assertThat(broker.apiSecret()).matches(BrokerField::required).matches(BrokerField::secret);
    }

    /** A misspelt "secret" would otherwise put a passphrase on the page. */
    @Test
    void hasNoSettingThatTheRecordsDoNotKnow() throws IOException {
        try (var file = BrokerCatalogue.class.getResourceAsStream("brokers.yaml")) {
            Map<String, List<Map<String, Object>>> yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);

            assertThat(yaml).containsOnlyKeys("brokers");
            assertThat(yaml.get("brokers")).allSatisfy(broker -> {
                assertThat(settings(Broker.class)).containsAll(broker.keySet());
                assertThat(settings(Mark.class)).isEqualTo(((Map<?, ?>) broker.get("mark")).keySet());
                assertThat((List<?>) broker.get("fields")).allSatisfy(field ->
                        assertThat(settings(BrokerField.class)).containsAll(stringKeys(field)));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void describesEachFieldInFull(Broker broker) {
        assertThat(broker.hint()).isNotBlank();
        assertThat(broker.fields()).allSatisfy(field -> {
            assertThat(field.label()).isNotBlank();
            assertThat(field.format() == null).as("a format and its hint go together")
                    .isEqualTo(field.formatHint() == null);
            assertThat(field.options().isEmpty() || field.format() == null).isTrue();
            if (field.key().matches(".*(secret|passphrase|private|token|otp).*")) {
                assertThat(field.secret()).as("%s is secret", field.key()).isTrue();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void linksToTheBrokersOwnSite(Broker broker) {
        var host = HOSTS.get(broker.id().value());

        assertThat(host).as("own domain of %s", broker.id()).isNotNull();
        assertThat(broker.keyPage()).hasScheme("https").hasNoUserInfo().hasNoPort();
        assertThat("." + broker.keyPage().getHost()).endsWith("." + host);
    }

    @ParameterizedTest
    @MethodSource("brokers")
    void hasAReadableMark(Broker broker) {
        var mark = broker.mark();

        assertThat(mark.monogram()).matches("[A-Z]{2}");
        assertThat(mark.text()).isIn("#000000", "#ffffff");
        assertThat(mark.colour()).matches("#[0-9a-f]{6}");
        assertThat(contrast(mark.colour(), mark.text())).isGreaterThanOrEqualTo(4.5);
    }

    // '#' stands for 16 hexadecimal digits, '*' for 8 letters and digits, '+' for 86 characters of Base64.
    @ParameterizedTest
    @CsvSource({
            "alpaca, PK0123456789ABCDEFGH, *****",
            "binance, ********, ********",
            "bitfinex, *****abc, *****abc",
            "bitget, bg_##, ####",
            "bitmex, *_*-abcdef, ******",
            "bitstamp, ****, ****",
            "bybit, **ab, ****abcd",
            "coinbase, organizations/01234567-89ab-cdef-0123-456789abcdef/apiKeys/01234567-89ab-cdef-0123-456789abcdef, +==",
            "coinbase, 01234567-89ab-cdef-0123-456789abcdef, +==",
            "coinbase-exchange, ##, +==",
            "deribit, *, *****abc",
            "gate, ##, ####",
            "gemini, account-**abcd, ****",
            "gemini, master-**abcd, ****",
            "htx, e2abcdef-99abcdef-84abcdef-7abcd, b0abcdef-c6abcdef-94abcdef-dabcd",
            "hyperliquid, 0x##01234567, 0x####",
            "interactive-brokers, ABCDEFGHI, +==",
            "kraken, *******, +==",
            "kraken-futures, *******, +==",
            "kucoin, #01234567, 01234567-89ab-cdef-0123-456789abcdef",
            "mexc, mx0*abcdefg, ##",
            "oanda, 001-001-1234567-001, ##-##",
            "okx, 01234567-89ab-cdef-0123-456789abcdef, 0123456789ABCDEF0123456789ABCDEF"})
    void takesNormalKeysAndWarnsOfCutOnes(String id, String key, String secret) {
        var broker = CATALOGUE.get(new BrokerId(id));

        for (var sample : List.of(Map.entry(broker.apiKey(), expand(key)),
                Map.entry(broker.apiSecret(), expand(secret)))) {
            var field = sample.getKey();
            assertThat(field.warning(sample.getValue())).as("%s of %s", field.label(), id).isEmpty();
            if (field.format() != null) {
                var cut = sample.getValue().substring(0, 5);
                assertThat(field.warning(cut)).hasValue(field.label() + " is usually " + field.formatHint() + ".");
            }
            assertThat(field.warning(" " + sample.getValue())).isPresent()
                    .hasValueSatisfying(warning -> assertThat(warning).doesNotContain(sample.getValue()));
        }
    }

    /** The components of a record, spelt as in the file. */
    private static Set<String> settings(Class<? extends Record> type) {
        return Stream.of(type.getRecordComponents()).map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static List<String> stringKeys(Object map) {
        return ((Map<?, ?>) map).keySet().stream().map(String.class::cast).toList();
    }

    private static String expand(String sample) {
        return sample.replace("#", "0123456789abcdef").replace("*", "aB3dE6gH").replace("+", "k".repeat(86));
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /** Relative luminance as WCAG 2 defines it. */
    private static double luminance(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
