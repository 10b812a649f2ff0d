package io.nija.vault.credentials.ui;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.base.BrokerId;
import io.nija.vault.base.CredentialId;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.credentials.BrokerField;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import io.nija.vault.vault.Secrets;
import io.nija.vault.vault.VaultException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static io.nija.vault.testing.People.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AddKeyViewTest extends ViewTest {

    @Autowired
    BrokerCatalogue brokers;
    @Autowired
    Credentials credentials;
    @Autowired
    Secrets vault;

    CredentialId id = People.newKey(ALICE, "okx");
    String apiKey = Samples.value();
    String secret = Samples.value();
    String passphrase = Samples.value();

    static List<String> catalogue() {
        return new BrokerCatalogue().all().stream().map(broker -> broker.id().value()).toList();
    }

    @Test
    void offersEveryBrokerOfTheCatalogueAndFindsOne() {
        visit("add");

        assertThat(tiles()).containsExactlyElementsOf(brokers.all().stream().map(broker -> broker.name()).toList());

        var search = find(TextField.class).single();
        search.setValue("kraken fut");
        assertThat(tiles()).containsExactly("Kraken Futures");
        search.setValue("no such broker");
        assertThat(tiles()).isEmpty();
        assertThat(page()).contains("No broker of that name");
        search.clear();
        test(find(NativeButton.class).withCondition(tile -> tile.getChildren().anyMatch(c -> c instanceof Span s && s.getText().equals("Kraken")))
                .single()).click();
        assertThat(find(TextField.class).withLabel("API Key").exists()).isTrue();
    }

    private List<String> tiles() {
        return find(NativeButton.class).all().stream().map(tile -> ((Span) tile.getChildren().skip(1).findFirst().orElseThrow()).getText()).toList();
    }

    @ParameterizedTest
    @MethodSource("catalogue")
    void asksForWhatTheBrokerShowsUnderTheNamesItShows(String broker) {
        visit("add/" + broker);

        var fields = brokers.get(new BrokerId(broker)).fields();
        var form = find(KeyMaterialForm.class).single();
        var inputs = form.getChildren().filter(HasValidationProperties.class::isInstance).filter(TextFieldBase.class::isInstance)
                .map(HasLabel.class::cast).map(HasLabel::getLabel).toList();
        var choices = find(Select.class, form).all();
        assertThat(inputs).containsExactlyElementsOf(fields.stream().filter(f -> f.options().isEmpty()).map(BrokerField::label).toList());
        assertThat(choices.stream().map(Select::getLabel)).containsExactlyElementsOf(
                fields.stream().filter(f -> !f.options().isEmpty()).map(BrokerField::label).toList());
        fields.forEach(field -> {
            var input = form.getChildren().filter(c -> c instanceof HasLabel label && field.label().equals(label.getLabel())).findFirst().orElseThrow();
            assertThat(input.getElement().getProperty("required", false)).as("%s required", field.label()).isEqualTo(field.required());
            assertThat(input.getElement().getClassList().contains("masked")).as("%s masked", field.label())
                    .isEqualTo(field.secret() && field.options().isEmpty());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "no-such-broker", "KRAKEN", "kraken--bot", "<script>" })
    void aBrokerThatTheCatalogueDoesNotHaveIsNotFound(String broker) {
        assertThat(visit("add/" + broker).getClass().getSimpleName()).isEqualTo("NotFoundPage");
    }

    @ParameterizedTest
    @ValueSource(strings = { "API key", "Secret key", "Passphrase" })
    void aMissingFieldIsToldThereAndNothingIsStored(String missing) {
        fill();
        field(missing).clear();

        click("Add key");

        assertThat(field(missing).isInvalid()).isTrue();
        assertThat(field(missing).getErrorMessage()).isEqualTo("Enter the " + missing + ".");
        assertThat(vault.metadata(id)).isEmpty();
    }

    @Test
    void whatLooksUnusualIsWarnedOfAndStoredAllTheSame() {
        fill();
        type("API key", "short " + apiKey + " ");
        assertThat(field("API key").getHelperText()).startsWith("Looks unusual: ").endsWith("You can go on all the same.");
        assertThat(field("API key").isInvalid()).isFalse();

        click("Add key");

        assertThat(vault.read(id).orElseThrow().values()).containsEntry("api_key", "short " + apiKey + " ");
    }

    @Test
    void storesTheKeyAndForgetsItsValues() {
        fill();
        click("Add a parameter");
        type("Parameter name", "account_id");
        var account = Samples.value();
        type("Parameter value", account);
        type("Label", "Main account");
        var typed = find(KeyMaterialForm.class).single();

        click("Add key");

        assertThat(vault.read(id).orElseThrow().values()).containsEntry("api_key", apiKey).containsEntry("api_secret", secret)
                .extractingByKey("additional_params").asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsAllEntriesOf(Map.of("passphrase", passphrase, "account_id", account));
        assertThat(getCurrentView()).isInstanceOf(KeyView.class);
        assertThat(notices()).containsExactly("Your OKX key is in the vault.");
        assertThat(page()).contains("Main account").doesNotContain(apiKey, secret, passphrase, account);
        assertThat(PageText.of(typed)).doesNotContain(apiKey, secret, passphrase, account);
    }

    @Test
    void aSecondKeyOfTheSameNameNeedsAnother() {
        credentials.add(id, Samples.material(), KeyDescription.EMPTY);
        fill();

        click("Add key");

        assertThat(field("Key name").isInvalid()).isTrue();
        assertThat(field("Key name").getErrorMessage()).contains("You have a key of this name already");
        assertThat(vault.metadata(id).orElseThrow().currentVersion()).isEqualTo(1);
        assertThat(field("Secret key").getValue()).isEqualTo(secret);
        type("Key name", id.name().orElseThrow() + "-2");
        click("Add key");
        assertThat(getCurrentView()).isInstanceOf(KeyView.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "../bob/okx", "Bot", "a/b", "a b", "ä", "-bot", "bot?version=1", "%2e%2e" })
    void aHostileNameIsRefusedWithTheRule(String name) {
        fill();
        type("Key name", name);

        click("Add key");

        assertThat(field("Key name").getErrorMessage()).startsWith("The key name must be").doesNotContain(name + " ");
        assertThat(getCurrentView()).isInstanceOf(AddKeyView.class);
    }

    @Test
    void aNoteThatHoldsTheSecretIsRefusedAtTheNote() {
        fill();
        type("Note", "the secret is " + secret);

        click("Add key");

        assertThat(field("Note").isInvalid()).isTrue();
        assertThat(field("Note").getErrorMessage()).contains("holds one of the key's values").doesNotContain(secret);
        assertThat(vault.metadata(id)).isEmpty();
    }

    @Test
    void aParameterWithoutAProperNameIsRefusedAtItsRow() {
        fill();
        click("Add a parameter");
        type("Parameter name", "Account ID");
        type("Parameter value", Samples.value());

        click("Add key");

        assertThat(field("Parameter name").getErrorMessage()).startsWith("A parameter's name has 1 to 64");
        assertThat(vault.metadata(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "api_key, This name is taken", "api_secret, This name is taken", "passphrase, Passphrase has a field of its own above.",
            "Account ID, A parameter's name has 1 to 64", "'', A parameter's name has 1 to 64", "account, There is a parameter of this name above." })
    void aWrongParameterIsToldAtItsOwnRow(String name, String message) {
        fill();
        addParameter("account", Samples.value());
        addParameter(name, Samples.value());
        addParameter("third", Samples.value());

        click("Add key");

        var rows = find(TextField.class).withLabel("Parameter name").all();
        assertThat(rows).extracting(TextField::isInvalid).containsExactly(false, true, false);
        assertThat(rows.get(1).getErrorMessage()).startsWith(message);
        assertThat(vault.metadata(id)).isEmpty();

        rows.get(1).setValue("second");
        click("Add key");
        assertThat(vault.read(id).orElseThrow().values()).extractingByKey("additional_params")
                .asInstanceOf(InstanceOfAssertFactories.MAP).containsOnlyKeys("passphrase", "account", "second", "third");
    }

    @Test
    void aParameterWithoutAValueIsToldAtItsValue() {
        fill();
        addParameter("account", "");

        click("Add key");

        assertThat(field("Parameter value").getErrorMessage()).isEqualTo("This must not be empty.");
        assertThat(field("Parameter name").isInvalid()).isFalse();
    }

    private void addParameter(String name, String value) {
        click("Add a parameter");
        find(TextField.class).withLabel("Parameter name").all().getLast().setValue(name);
        find(TextField.class).withLabel("Parameter value").all().getLast().setValue(value);
    }

    @Test
    void aRevokedKeyOfTheSameNameIsOneStepAway() {
        credentials.add(id, Samples.material(), KeyDescription.EMPTY);
        credentials.revoke(id);
        fill();

        click("Add key");

        assertThat(field("Key name").getErrorMessage()).startsWith("You revoked a key of this name.");
        assertThat(((RouterLink) field("Key name").getHelperComponent()).getHref()).isEqualTo("revoked");
        type("Key name", id.name().orElseThrow() + "-2");
        click("Add key");
        assertThat(getCurrentView()).isInstanceOf(KeyView.class);
    }

    @ParameterizedTest
    @CsvSource({ "1999-12-31, That is long ago", "+10000-01-01, The year has four digits at most" })
    void aDateThatNoKeyHasIsRefusedAtItsField(LocalDate date, String message) {
        fill();
        var expires = find(DatePicker.class).single();
        expires.setValue(date);

        click("Add key");

        assertThat(expires.isInvalid()).isTrue();
        assertThat(expires.getErrorMessage()).startsWith(message);
        assertThat(vault.metadata(id)).isEmpty();
    }

    @Test
    void cancellingForgetsTheValues() {
        fill();
        var typed = find(KeyMaterialForm.class).single();

        click("Cancel");

        assertThat(getCurrentView()).isInstanceOf(MyKeysView.class);
        assertThat(PageText.of(typed)).doesNotContain(apiKey, secret, passphrase);
    }

    @Test
    void afterAFailureOfVaultWhatWasTypedCanBeSavedAgain() {
        fill();
        people.pretend(ALICE, "user");
        assertThatExceptionOfType(VaultException.class).isThrownBy(() -> click("Add key"));

        assertThat(button("Add key").isEnabled()).isTrue();
        people.signIn(ALICE);
        click("Add key");
        assertThat(vault.read(id).orElseThrow().values()).containsEntry("api_secret", secret);
    }

    private void fill() {
        visit("add/okx");
        type("API key", apiKey);
        type("Secret key", secret);
        type("Passphrase", passphrase);
        type("Key name", id.name().orElseThrow().value());
    }
}
