package io.nija.vault.credentials.ui;

import java.util.List;
import java.util.Map;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.textfield.TextField;
import io.nija.vault.base.CredentialId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import io.nija.vault.vault.Secrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static io.nija.vault.testing.People.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

class RotateDialogTest extends ViewTest {

    @Autowired
    Credentials credentials;
    @Autowired
    Secrets vault;

    CredentialId id = People.newKey(ALICE, "okx");
    String apiKey = Samples.value();
    String secret = Samples.value();
    String passphrase = Samples.value();

    @BeforeEach
    void open() {
        credentials.add(id, Samples.withPassphrase(passphrase), KeyDescription.EMPTY);
        visit("keys/" + id.key());
        click("Rotate");
    }

    @Test
    void saysWhatChangesAndWhatStays() {
        assertThat(changes()).satisfiesExactly(
                change -> assertThat(change).contains("Version", "1 → 2"), change -> assertThat(change).contains("API key", "new"),
                change -> assertThat(change).contains("Secret key", "new"), change -> assertThat(change).contains("Passphrase", "stays"),
                change -> assertThat(change).contains("Added on, added by, label, note, expiry", "stay"));

        type("Passphrase", Samples.value());

        assertThat(changes()).anySatisfy(change -> assertThat(change).contains("Passphrase", "new"))
                .noneSatisfy(change -> assertThat(change).contains("Passphrase", "stays"));
    }

    @Test
    void storesTheNewValuesKeepsTheRestAndForgetsWhatWasTyped() {
        var dialog = find(RotateDialog.class).single();
        type("API key", apiKey);
        type("Secret key", secret);

        rotate();

        assertThat(vault.read(id).orElseThrow().values()).containsEntry("api_key", apiKey).containsEntry("api_secret", secret)
                .extractingByKey("additional_params").asString().contains(passphrase);
        assertThat(notices()).containsExactly("Rotated. Version 2 is in use.");
        assertThat(PageText.of(dialog)).doesNotContain(apiKey, secret);
        assertThat(page()).contains("v2").doesNotContain(apiKey, secret);
    }

    @Test
    void changesAndAddsParametersOfThePersonsOwn() {
        enterKeyAndSecret();
        addParameter("account_id", "first");
        rotate();
        click("Rotate");
        assertThat(changes()).anySatisfy(change -> assertThat(change).contains("account_id", "stays"));

        enterKeyAndSecret();
        addParameter("account_id", "second");
        addParameter("desk", "five");

        assertThat(changes()).anySatisfy(change -> assertThat(change).contains("account_id", "new"))
                .anySatisfy(change -> assertThat(change).contains("desk", "added"))
                .noneSatisfy(change -> assertThat(change).contains("account_id", "stays"));
        rotate();
        assertThat(vault.read(id).orElseThrow().values()).extractingByKey("additional_params")
                .isEqualTo(Map.of("passphrase", passphrase, "account_id", "second", "desk", "five"));
    }

    @Test
    void aParameterThatHasAFieldIsRefusedAtItsRow() {
        enterKeyAndSecret();
        addParameter("passphrase", "another");

        rotate();

        assertThat(field("Parameter name").getErrorMessage()).isEqualTo("Passphrase has a field of its own above.");
        assertThat(vault.metadata(id).orElseThrow().currentVersion()).isEqualTo(1);
    }

    private void enterKeyAndSecret() {
        type("API key", apiKey);
        type("Secret key", secret);
    }

    private void addParameter(String name, String value) {
        click("Add or change a parameter");
        find(TextField.class).withLabel("Parameter name").all().getLast().setValue(name);
        find(TextField.class).withLabel("Parameter value").all().getLast().setValue(value);
    }

    @Test
    void aMissingSecretIsToldAtTheFieldAndNothingIsStored() {
        type("API key", apiKey);

        rotate();

        assertThat(field("Secret key").getErrorMessage()).isEqualTo("Enter the Secret key.");
        assertThat(vault.metadata(id).orElseThrow().currentVersion()).isEqualTo(1);
    }

    @Test
    void theSecondOfTwoWindowsIsToldAndTheFirstLosesNothing() {
        type("API key", apiKey);
        type("Secret key", secret);
        var first = Samples.value();
        credentials.rotate(id, Samples.material(Samples.value(), first), 1);

        rotate();

        assertThat(notices()).singleElement().asString().startsWith("Somebody changed this key while you were typing");
        assertThat(vault.read(id).orElseThrow().values()).containsEntry("api_secret", first);
        assertThat(vault.metadata(id).orElseThrow().currentVersion()).isEqualTo(2);
        assertThat(find(ListItem.class, find(VersionList.class).single()).all()).hasSize(2);
        assertThat(page()).doesNotContain(apiKey, secret);
    }

    @Test
    void cancellingChangesNothingAndForgetsWhatWasTyped() {
        var dialog = find(RotateDialog.class).single();
        type("Secret key", secret);

        test(find(Button.class, dialog).withText("Cancel").single()).click();

        assertThat(PageText.of(dialog)).doesNotContain(secret);
        assertThat(vault.metadata(id).orElseThrow().currentVersion()).isEqualTo(1);
    }

    private void rotate() {
        test(find(Button.class, find(RotateDialog.class).single()).withText("Rotate").single()).click();
    }

    private List<String> changes() {
        return find(ListItem.class, find(RotateDialog.class).single()).all().stream().map(PageText::of).toList();
    }
}
