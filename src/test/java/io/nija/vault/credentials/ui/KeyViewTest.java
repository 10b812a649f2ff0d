package io.nija.vault.credentials.ui;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

import javax.sql.DataSource;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.base.CredentialId;
import io.nija.vault.credentials.CredentialState;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.People;
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

class KeyViewTest extends ViewTest {

    @Autowired
    Credentials credentials;
    @Autowired
    Secrets vault;
    @Autowired
    DataSource database;

    CredentialId id = People.newKey(ALICE, "okx");

    @BeforeEach
    void storeAKeyOfTwoVersions() {
        credentials.add(id, Samples.withPassphrase(Samples.value()), new KeyDescription("Main account", "from the desk", LocalDate.of(2031, 3, 1)));
        credentials.rotate(id, Samples.material(), 1);
        visit("keys/" + id.key());
    }

    @Test
    void showsTheFactsAndEveryVersionWithWhoAndWhen() {
        assertThat(text(KeyFacts.class)).contains("OKX", id.name().orElseThrow().value(), "Added", "Last rotated", "just now", "Mar 1, 2031", "from the desk");
        assertThat(find(SecretValueField.class).all()).extracting(field -> field.getElement().getAttribute("label"))
                .containsExactly("API key", "Secret key", "Passphrase");
        assertThat(versions()).hasSize(2);
        assertThat(versions().getFirst()).contains("v2", "Rotated by alice", "just now", "In use");
        assertThat(versions().getLast()).contains("v1", "Added by alice", "Compare", "Roll back");
    }

    @Test
    void tellsWhoTouchedTheKeyLatelyAndLeadsToAllOfIt() {
        await().pollInSameThread().untilAsserted(() -> {
            visit("keys/" + id.key());
            assertThat(text(LatestActivity.class)).contains("You rotated the key to version 2", "You added the key");
        });

        assertThat(find(RouterLink.class).withText("All activity of this key").single().getHref()).isEqualTo("activity?key=" + id.key());
    }

    @Test
    void noValueIsAnywhereOnThePage() {
        var values = vault.read(id).orElseThrow().values();

        assertThat(page()).contains("Main account").doesNotContain((String) values.get("api_key"), (String) values.get("api_secret"))
                .doesNotContain(vault.read(id, 1).orElseThrow().values().get("api_secret").toString());
    }

    @Test
    void rollsBackOnceThatIsConfirmed() {
        click("Roll back");
        var dialog = test(find(ConfirmDialog.class).single());
        assertThat(dialog.getHeader()).isEqualTo("Roll back to version 1?");
        assertThat(dialog.getText()).contains("become version 3");
        assertThat(vault.metadata(id).orElseThrow().currentVersion()).isEqualTo(2);

        dialog.confirm();

        assertThat(vault.read(id).orElseThrow().values().get("api_secret")).isEqualTo(vault.read(id, 1).orElseThrow().values().get("api_secret"));
        assertThat(versions().getFirst()).contains("v3", "Rolled back to v1 by alice");
        assertThat(notices()).containsExactly("Version 1 is in use again, as version 3.");
    }

    @Test
    void aRollBackThatSomebodyForestallsIsToldAndChangesNothing() {
        click("Roll back");
        credentials.rotate(id, Samples.material(), 2);

        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(notices()).singleElement().asString().contains("nothing was rolled back");
        assertThat(vault.metadata(id).orElseThrow().currentVersion()).isEqualTo(3);
        assertThat(versions()).hasSize(3);
    }

    @Test
    void comparesWithoutShowingAnyValue() {
        click("Compare");

        var dialog = find(Dialog.class).single();
        assertThat(find(ListItem.class, dialog).all()).extracting(PageText::of).satisfiesExactlyInAnyOrder(
                field -> assertThat(field).contains("API key", "Changed"), field -> assertThat(field).contains("Secret key", "Changed"),
                field -> assertThat(field).contains("Passphrase", "Same"));
        vault.read(id, 1).orElseThrow().values().values().stream().map(String::valueOf).filter(value -> value.length() == 32)
                .forEach(value -> assertThat(page()).doesNotContain(value));
    }

    @Test
    void revokesOnceThatIsConfirmedAndTakesItBack() {
        click("Revoke");
        assertThat(state()).isEqualTo(CredentialState.ACTIVE);
        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(state()).isEqualTo(CredentialState.REVOKED);
        assertThat(vault.read(id)).isEmpty();
        assertThat(page()).contains("This key was revoked just now", "Nobody can read it, the trading engine included");
        assertThat(find(SecretValueField.class).exists()).isFalse();
        assertThat(find(Button.class).withText("Rotate").exists()).isFalse();

        var notice = find(Notification.class).all().getLast();
        test(find(Button.class, notice).withText("Undo").single()).click();
        assertThat(state()).isEqualTo(CredentialState.ACTIVE);
        assertThat(find(SecretValueField.class).all()).hasSize(3);
    }

    @Test
    void beforeRevokingItNeverSaysNobodyWhileTheRecordsAreAway() throws Exception {
        try (var away = new IndexAway(database)) {
            visit("keys/" + id.key());
            click("Revoke");

            assertThat(text(ReadersPanel.class)).contains("it cannot be told who uses this key").doesNotContain("Nobody");
        }
    }

    @Test
    void destroysOnlyOnceItsNameIsTyped() {
        destroyFromTheMenu();
        var destroy = button("Destroy for good");
        assertThat(destroy.isEnabled()).isFalse();
        type("Type " + id.key() + " to go on", id.key().substring(1));
        assertThat(destroy.isEnabled()).isFalse();

        type("Type " + id.key() + " to go on", id.key());
        test(destroy).click();

        assertThat(vault.metadata(id).orElseThrow().versions()).allMatch(version -> version.destroyed());
        assertThat(getCurrentView()).isInstanceOf(MyKeysView.class);
        assertThat(notices()).containsExactly("Destroyed. Nothing of " + id.key() + " is left in the vault.");
        assertThat(visit("keys/" + id.key()).getClass().getSimpleName()).isEqualTo("NotFoundPage");
    }

    @Test
    void afterAnOlderSignInDestroyingAsksForANewOneFirst() {
        people.signIn(ALICE, Duration.ofMinutes(6));

        destroyFromTheMenu();

        assertThat(test(find(ConfirmDialog.class).single()).getHeader()).isEqualTo("Confirm that it is you");
        assertThat(find(DestroyDialog.class).exists()).isFalse();
    }

    @Test
    void editsTheDescriptionAndRefusesASecretInIt() {
        click("Edit");
        assertThat(field("Label").getValue()).isEqualTo("Main account");
        type("Note", "it is " + vault.read(id).orElseThrow().values().get("api_secret"));
        click("Save");
        assertThat(field("Note").getErrorMessage()).contains("holds one of the key's values");

        type("Label", "Second account");
        type("Note", "");
        find(DatePicker.class).single().setValue(null);
        click("Save");

        assertThat(credentials.detail(id).summary().description()).isEqualTo(new KeyDescription("Second account", null, null));
        assertThat(page()).contains("Second account", "No date set").doesNotContain("from the desk");
        assertThat(vault.metadata(id).orElseThrow().currentVersion()).isEqualTo(2);
    }

    @Test
    void aDateThatIsNoneIsRefusedAndTheOlderOneStays() {
        click("Edit");
        var expires = find(DatePicker.class).single();
        typeIntoTheBrowsersField(expires, "1st of Marhc");

        click("Save");

        assertThat(expires.getValue()).isNull();
        assertThat(expires.isInvalid()).isTrue();
        assertThat(expires.getErrorMessage()).startsWith("This is not a date.");
        assertThat(credentials.detail(id).summary().description().expiresOn()).isEqualTo(LocalDate.of(2031, 3, 1));

        expires.setValue(LocalDate.of(2032, 3, 1));
        click("Save");
        assertThat(credentials.detail(id).summary().description().expiresOn()).isEqualTo(LocalDate.of(2032, 3, 1));
    }

    /** As a browser tells it: the value is gone, and what was typed in its place is no date. */
    private static void typeIntoTheBrowsersField(DatePicker picker, String text) {
        picker.getElement().setProperty("_inputElementValue", text);
        picker.setValue(null);
        picker.getElement().setProperty("_inputElementValue", text);
        picker.getElement().getNode().getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(picker.getElement(), "unparsable-change", JacksonUtils.createObjectNode()));
    }

    @Test
    void withoutTheVaultThereIsWhatTheIndexKnowsAndAnotherTry() {
        people.pretend(ALICE, "user");

        visit("keys/" + id.key());

        assertThat(getCurrentView()).isInstanceOf(KeyView.class);
        assertThat(text(KeyFacts.class)).contains("OKX", "from the desk");
        assertThat(text(LoadProblem.class)).contains("Vault did not accept your sign-in", "href=oauth2/authorization/nija");
        assertThat(find(SecretValueField.class).exists()).isFalse();

        people.signIn(ALICE);
        click("Try again");
        assertThat(find(LoadProblem.class).exists()).isFalse();
        assertThat(find(SecretValueField.class).all()).hasSize(3);
    }

    @Test
    void withoutTheIndexTooTheViewIsThereForAnotherTry() throws Exception {
        people.pretend(ALICE, "user");
        try (var away = new IndexAway(database)) {
            visit("keys/" + id.key());

            assertThat(getCurrentView()).isInstanceOf(KeyView.class);
            assertThat(text(LoadProblem.class)).contains("Vault did not accept your sign-in");
        }
        people.signIn(ALICE);
        click("Try again");
        assertThat(text(KeyFacts.class)).contains("OKX");
    }

    @ParameterizedTest
    @ValueSource(strings = { "kraken--not-there", "no-such-broker", "KRAKEN", "okx--../bob", "okx--", "%2e%2e", "okx--Ä", "' or 1=1", "<b>" })
    void aKeyThatIsNotThereIsNotFound(String key) {
        assertThat(visit("keys/" + key.replace("/", "%2f")).getClass().getSimpleName()).isEqualTo("NotFoundPage");
    }

    @Test
    void anotherPersonsKeyIsNotFound() {
        openAs(() -> people.signIn(BOB));

        assertThat(visit("keys/" + id.key()).getClass().getSimpleName()).isEqualTo("NotFoundPage");
        assertThat(page()).doesNotContain("Main account");
    }

    private CredentialState state() {
        return credentials.detail(id).summary().state();
    }

    private void destroyFromTheMenu() {
        // The other menu bar is the person's own. Its item has an icon and no text.
        var menu = find(MenuBar.class, (Component) getCurrentView()).single();
        var items = menu.getItems().getFirst().getSubMenu().getItems().stream().map(MenuItem::getText).toList();
        new MenuBarTester<>(menu).clickItem(0, items.indexOf("Destroy for good…"));
    }

    private List<String> versions() {
        return find(ListItem.class, find(VersionList.class).single()).all().stream().map(PageText::of).toList();
    }

    private String text(Class<? extends Component> part) {
        return PageText.of(find(part).single());
    }
}
