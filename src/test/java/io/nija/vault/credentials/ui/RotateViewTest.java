package io.nija.vault.credentials.ui;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.nija.vault.base.CredentialId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.credentials.Rotation;
import io.nija.vault.credentials.Rotations;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.People;
import io.nija.vault.testing.VaultCallers;
import io.nija.vault.testing.ViewTest;
import io.nija.vault.vault.Secrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RotateViewTest extends ViewTest {

    @Autowired
    Credentials credentials;
    @Autowired
    Rotations rotations;
    @Autowired
    Secrets vault;
    @Autowired
    VaultCallers callers;
    @Autowired
    DataSource database;

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

    private void enterKeyAndSecret() {
        click("I have the new key");
        type("API key", apiKey);
        type("Secret key", secret);
    }

    private void store() {
        click("See what changes");
        click("Store the new key");
    }

    private Rotation latest() {
        return rotations.latest(credentials.detail(id)).orElseThrow();
    }

    private int version() {
        return vault.metadata(id).orElseThrow().currentVersion();
    }

    private String text(Class<? extends Component> part) {
        return PageText.of(find(part).single());
    }

    private List<String> changes() {
        return find(ListItem.class, find(CheckStep.class).single()).all().stream().map(PageText::of).toList();
    }

    @Test
    void saysWhatToDoAtTheBrokerAndBeginsNothingByThat() {
        assertThat(getCurrentView()).isInstanceOf(RotateView.class);
        assertThat(text(PrepareStep.class)).contains("Make the new key at OKX", "API keys at OKX", "never withdrawals", "Leave the old key switched on", "target=_blank");
        assertThat(rotations.underWay()).doesNotContain(id);

        click("Not now");
        assertThat(getCurrentView()).isInstanceOf(KeyView.class);
        assertThat(page()).doesNotContain("A rotation is under way");
    }

    @Test
    void saysWhatChangesByFieldWithoutAnyValueAndStoresNothingBefore() {
        enterKeyAndSecret();
        type("Passphrase", passphrase);
        addParameter("account_id", "first-account");
        click("See what changes");

        assertThat(changes()).satisfiesExactlyInAnyOrder(
                change -> assertThat(change).contains("Version", "1 → 2"),
                change -> assertThat(change).contains("Key ID", "→ ••••" + apiKey.substring(28)),
                change -> assertThat(change).contains("API key", "Changed"), change -> assertThat(change).contains("Secret key", "Changed"),
                change -> assertThat(change).contains("Passphrase", "Same"), change -> assertThat(change).contains("account_id", "Added"),
                change -> assertThat(change).contains("Label, note, expiry, who added it and when", "stay"));
        assertThat(text(CheckStep.class)).doesNotContain(apiKey, secret, passphrase, "first-account");
        assertThat(version()).isEqualTo(1);

        click("Back");
        assertThat(find(CheckStep.class).exists()).isFalse();
        assertThat(field("Secret key").getValue()).as("what was typed is still there").isEqualTo(secret);
    }

    @Test
    void storesForgetsWhatWasTypedAndKeepsTheWayBackOpenForTheChosenTime() {
        enterKeyAndSecret();
        click("See what changes");
        selectGrace(Duration.ofDays(7));
        click("Store the new key");

        assertThat(notices()).containsExactly("Stored. Version 2 is in use.");
        assertThat(vault.read(id).orElseThrow().values()).containsEntry("api_key", apiKey).containsEntry("api_secret", secret)
                .extractingByKey("additional_params").asString().contains(passphrase);
        assertThat(Duration.between(latest().storedAt(), latest().graceUntil())).isEqualTo(Duration.ofDays(7));
        assertThat(page()).contains("Try the new key now", "Version 2 is in use", "Stored as version 2", "Grace period ends").doesNotContain(apiKey, secret);

        click("Finish: the new key works");

        assertThat(text(RotationEnd.class)).contains("The rotation is finished", "Version 1 stays in the key's history", "Vault keeps the last 10 versions",
                "Now delete the old key there");
        assertThat(text(RotationTimeline.class)).contains("Begun", "Had the new key", "Stored as version 2", "Finished");
        click("To the key");
        assertThat(page()).contains("Rotated by alice").doesNotContain("A rotation is under way");
    }

    @SuppressWarnings("unchecked")
    private void selectGrace(Duration grace) {
        ((Select<Duration>) find(Select.class).withCondition(select -> "Keep the way back open for".equals(select.getLabel())).single()).setValue(grace);
    }

    @Test
    void rollsBackByOneClick() {
        enterKeyAndSecret();
        store();

        click("Roll back to version 1");

        assertThat(vault.read(id).orElseThrow().values()).extractingByKey("additional_params").asString().contains(passphrase);
        assertThat(vault.read(id).orElseThrow().values()).doesNotContainEntry("api_key", apiKey);
        assertThat(text(RotationEnd.class)).contains("Rolled back", "in use again, as version 3");
        assertThat(latest().step()).isEqualTo(Rotation.Step.ROLLED_BACK);
    }

    @Test
    void anInterruptedRotationIsFoundWhereItWasLeftOnTheListAndOnTheKeysPage() {
        enterKeyAndSecret();
        visit("keys");
        assertThat(page()).doesNotContain(secret);
        assertThat(rotations.underWay()).contains(id);

        openAs(() -> people.signIn(ALICE));
        visit("keys/" + id.key());
        assertThat(text(RotationBanner.class)).contains("A rotation is under way, begun just now. The new key has not been stored yet.");
        click("Go on");

        assertThat(find(EnterStep.class).exists()).isTrue();
        assertThat(field("Secret key").getValue()).as("what was typed and not stored is nowhere").isEmpty();
        type("API key", apiKey);
        type("Secret key", secret);
        store();

        openAs(() -> people.signIn(ALICE));
        visit("keys/" + id.key());
        assertThat(text(RotationBanner.class)).contains("try version 2, then finish or roll back, until");
        click("Go on");
        assertThat(find(TryStep.class).exists()).isTrue();
    }

    @Test
    void canBeAbandonedBeforeItStoredAnything() {
        enterKeyAndSecret();
        click("Abandon the rotation");

        assertThat(getCurrentView()).isInstanceOf(KeyView.class);
        assertThat(notices()).containsExactly("The rotation was abandoned. The key is as it was.");
        assertThat(version()).isEqualTo(1);
        assertThat(rotations.underWay()).doesNotContain(id);
        click("Rotate");
        assertThat(text(RotationTimeline.class)).as("of the one before").contains("Abandoned");
    }

    @Test
    void tellsWhoUsesTheKeyAndWhoReadTheNewVersionFirst() {
        enterKeyAndSecret();
        store();
        assertThat(text(TryStep.class)).contains("Nobody is on record as a reader of the new version yet");

        callers.program(ALICE, "user-read").send("GET", "secret/data/" + id.path());

        await().pollInSameThread().untilAsserted(() -> {
            visit("keys/" + id.key() + "/rotate");
            assertThat(text(TryStep.class)).contains("First read of the new version seen at", "by a program of yours from 127.0.0.1");
        });
        assertThat(text(RotationTimeline.class)).contains("First read by a program of yours");
        assertThat(text(ReadersPanel.class)).contains("Who got its values", "A program of yours", "from 127.0.0.1");
    }

    @Test
    void warnsOfATradingEngineThatUsesTheKeyBeforeRotatingAndBeforeRevoking() {
        assertThat(text(ReadersPanel.class)).doesNotContain("The trading engine");
        callers.tradingEngine().send("GET", "secret/data/" + id.path());

        await().pollInSameThread().untilAsserted(() -> {
            visit("keys/" + id.key() + "/rotate");
            assertThat(text(ReadersPanel.class)).contains("The trading engine uses this key: it last read it just now. It takes the new values the next time it reads.");
        });
        visit("keys/" + id.key());
        click("Revoke");
        assertThat(text(ReadersPanel.class)).contains("The trading engine uses this key: it last read it just now. Its trading with this key stops.");
    }

    @Test
    void theSameKeyOnceMoreIsNoRotation() {
        enterKeyAndSecret();
        store();
        click("Finish: the new key works");
        visit("keys/" + id.key() + "/rotate");
        enterKeyAndSecret();

        click("See what changes");

        assertThat(text(CheckStep.class)).contains("there is nothing to rotate");
        assertThat(button("Store the new key").isEnabled()).isFalse();
    }

    @Test
    void aMissingSecretIsToldAtTheField() {
        click("I have the new key");
        type("API key", apiKey);

        click("See what changes");

        assertThat(field("Secret key").getErrorMessage()).isEqualTo("Enter the Secret key.");
        assertThat(find(CheckStep.class).exists()).isFalse();
    }

    @Test
    void aParameterThatHasAFieldIsRefusedAtItsRow() {
        enterKeyAndSecret();
        addParameter("passphrase", "another");

        click("See what changes");

        assertThat(field("Parameter name").getErrorMessage()).isEqualTo("Passphrase has a field of its own above.");
    }

    @Test
    void changesParametersOfThePersonsOwn() {
        enterKeyAndSecret();
        addParameter("account_id", "first");
        store();
        click("Finish: the new key works");
        visit("keys/" + id.key() + "/rotate");
        enterKeyAndSecret();
        addParameter("account_id", "second");
        addParameter("desk", "five");

        click("See what changes");

        assertThat(changes()).anySatisfy(change -> assertThat(change).contains("account_id", "Changed"))
                .anySatisfy(change -> assertThat(change).contains("desk", "Added"));
        click("Store the new key");
        assertThat(vault.read(id).orElseThrow().values()).extractingByKey("additional_params")
                .isEqualTo(Map.of("passphrase", passphrase, "account_id", "second", "desk", "five"));
    }

    private void addParameter(String name, String value) {
        click("Add or change a parameter");
        find(TextField.class).withLabel("Parameter name").all().getLast().setValue(name);
        find(TextField.class).withLabel("Parameter value").all().getLast().setValue(value);
    }

    @Test
    void theSecondOfTwoWindowsIsToldAndTheFirstLosesNothing() {
        enterKeyAndSecret();
        click("See what changes");
        var first = Samples.value();
        credentials.rotate(id, Samples.material(Samples.value(), first), 1);

        click("Store the new key");

        assertThat(notices()).singleElement().asString().startsWith("Somebody changed this key meanwhile, so nothing was changed now.");
        assertThat(vault.read(id).orElseThrow().values()).containsEntry("api_secret", first);
        assertThat(find(TryStep.class).exists()).as("the other window's is this rotation").isTrue();
        assertThat(page()).doesNotContain(apiKey, secret);
    }

    @Test
    void whatWentOnElsewhereIsShownAsItIs() {
        enterKeyAndSecret();
        store();
        rotations.finish(id);

        click("Roll back to version 1");

        assertThat(notices()).last().asString().contains("has gone on elsewhere");
        assertThat(version()).isEqualTo(2);
        assertThat(find(PrepareStep.class).exists()).isTrue();
    }

    private void openForRequest(String number) {
        UI.getCurrent().navigate("sign-in-failed");
        UI.getCurrent().navigate("keys/" + id.key() + "/rotate", QueryParameters.of("request", number));
    }

    @Test
    void remembersTheRequestThatItIsFor() {
        openForRequest("17");
        enterKeyAndSecret();
        store();

        click("Finish: the new key works");

        assertThat(latest().request()).isEqualTo(17);
        assertThat(text(RotationEnd.class)).contains("To request 17", "href=requests/17");
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "-1", "x", "1e3", "99999999999999999999", "<b>", "" })
    void whatIsNoNumberOfARequestIsNone(String number) {
        openForRequest(number);
        click("I have the new key");

        assertThat(latest().request()).isNull();
    }

    @Test
    void aRevokedKeyIsNotRotated() {
        credentials.revoke(id);

        visit("keys/" + id.key() + "/rotate");

        assertThat(page()).contains("This key is revoked. Restore it on its page");
        assertThat(find(PrepareStep.class).exists()).isFalse();
    }

    @Test
    void withoutTheDatabaseItSaysSoAndGoesOnLater() throws Exception {
        try (var away = new IndexAway(database)) {
            visit("keys/" + id.key() + "/rotate");
            assertThat(text(LoadProblem.class)).contains("The index is not available");
        }
        click("Try again");
        assertThat(find(PrepareStep.class).exists()).isTrue();
    }

    @Test
    void anotherPersonsKeyIsNotFound() {
        openAs(() -> people.signIn(BOB));

        assertThat(visit("keys/" + id.key() + "/rotate").getClass().getSimpleName()).isEqualTo("NotFoundPage");
        assertThat(visit("keys/no-such-broker/rotate").getClass().getSimpleName()).isEqualTo("NotFoundPage");
    }
}
