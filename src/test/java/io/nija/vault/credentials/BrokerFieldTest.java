package io.nija.vault.credentials;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.nija.vault.base.BrokerId;

class BrokerFieldTest {

    private static final BrokerCatalogue CATALOGUE = new BrokerCatalogue();
    private static final String BODY = "bm90IGEga2V5\nYXQgYWxs";
    private static final String PEM = "-----BEGIN EC PRIVATE KEY-----\n" + BODY + "\n-----END EC PRIVATE KEY-----";

    private final BrokerField privateKey = CATALOGUE.get(new BrokerId("coinbase")).apiSecret();

    @Test
    void takesAWholePemBlockWithWindowsOrFinalLineBreaks() {
        assertThat(privateKey.warning(PEM)).isEmpty();
        assertThat(privateKey.warning(PEM + "\n")).isEmpty();
        assertThat(privateKey.warning(PEM.replace("\n", "\r\n") + "\r\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "-----BEGIN EC PRIVATE KEY-----\n" + BODY,
            BODY + "\n-----END EC PRIVATE KEY-----",
            "-----BEGIN EC PRIVATE KEY-----\n" + BODY + "\n-----END PRIVATE KEY-----",
            "-----BEGIN EC PRIVATE KEY----- " + "bm90IGEga2V5" + " -----END EC PRIVATE KEY-----"})
    void warnsOfPartOfAPemBlock(String value) {
        assertThat(privateKey.warning(value)).hasValueSatisfying(warning -> assertThat(warning)
                .contains("not a whole PEM block").doesNotContain("bm90IGEga2V5"));
    }

    @Test
    void warnsOfLineBreaksWrittenOut() {
        assertThat(privateKey.warning(PEM.replace("\n", "\\n"))).hasValueSatisfying(warning -> assertThat(warning)
                .contains("\\n written out").doesNotContain("bm90IGEga2V5"));
    }

    @Test
    void warnsOfAPublicKeyAndOfNoMarkersAtAll() {
        assertThat(privateKey.warning(PEM.replace("EC PRIVATE", "PUBLIC"))).isPresent();
        assertThat(privateKey.warning(BODY)).isPresent();
    }

    @Test
    void takesTheFilesOfInteractiveBrokers() {
        var fields = additional(CATALOGUE.get(new BrokerId("interactive-brokers")));

        assertThat(fields).extracting(BrokerField::key).containsExactly("access_token", "private_signature_key",
                "private_encryption_key", "dh_prime", "realm");
        assertThat(fields.get(1).warning(PEM.replace("EC", "RSA"))).isEmpty();
        assertThat(fields.get(2).warning(PEM.replace("EC ", ""))).isEmpty();
        assertThat(fields.get(2).warning(BODY)).isPresent();
        assertThat(fields.get(3).warning(PEM.replace("EC PRIVATE KEY", "DH PARAMETERS"))).isEmpty();
        assertThat(fields.get(3).warning("f".repeat(512))).isEmpty();
    }

    @Test
    void warnsOfWhitespaceAroundAndOfValuesThatAreNoOption() {
        var alpaca = CATALOGUE.get(new BrokerId("alpaca"));
        var account = additional(alpaca).getFirst();

        assertThat(alpaca.apiKey().warning("PK0123456789ABCDEFGH\n"))
                .hasValue("API Key ID begins or ends with a space or a line break.");
        assertThat(account.options()).containsExactly("paper", "live");
        assertThat(account.warning("live")).isEmpty();
        assertThat(account.warning("elsewhere")).hasValue("Account is none of paper, live.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void leavesBlankValuesToTheForm(String value) {
        assertThat(privateKey.warning(value)).isEmpty();
    }

    @Test
    void doesNotChokeOnAHugeValue() {
        var huge = "-----BEGIN EC PRIVATE KEY-----\n".repeat(20_000);

        assertThat(CATALOGUE.all()).allSatisfy(broker -> assertThat(broker.fields()).allSatisfy(
                field -> assertThat(field.warning(huge)).isPresent()));
    }

    private static List<BrokerField> additional(Broker broker) {
        return broker.fields().stream().filter(BrokerField::additional).toList();
    }
}
