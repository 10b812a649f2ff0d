package io.nija.vault.credentials.ui;

import java.time.Duration;

import javax.sql.DataSource;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import io.nija.vault.vault.Secrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static io.nija.vault.testing.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

class RevokedViewTest extends ViewTest {

    @Autowired
    Credentials credentials;
    @Autowired
    Secrets vault;
    @Autowired
    DataSource database;

    CredentialId id = People.newKey(BOB, "kraken");

    @Override
    protected UserId visitor() {
        return BOB;
    }

    @BeforeEach
    void revokeOneOfTwo() {
        Samples.destroyAll(credentials);
        credentials.add(People.newKey(BOB, "okx"), Samples.material(), KeyDescription.EMPTY);
        credentials.add(id, Samples.material(), KeyDescription.EMPTY);
        credentials.revoke(id);
        visit("revoked");
    }

    @Test
    void listsWhatIsRevokedAndNothingElse() {
        assertThat(find(ListItem.class).all()).hasSize(1);
        assertThat(page()).contains(id.name().orElseThrow().value(), "Revoked just now").doesNotContain("OKX");
    }

    @Test
    void restoresAKeyAndThenHasNoneLeft() {
        test(find(Button.class).withAriaLabel("Restore " + id.key()).single()).click();

        assertThat(vault.read(id)).isPresent();
        assertThat(find(H2.class).single().getText()).isEqualTo("No revoked keys");
        assertThat(notices()).containsExactly("Restored. The key is in use again.");
    }

    @Test
    void destroysAKeyOnceItsNameIsTyped() {
        destroyButton().click();
        assertThat(button("Destroy for good").isEnabled()).isFalse();
        type("Type " + id.key() + " to go on", id.key());
        click("Destroy for good");

        assertThat(vault.metadata(id).orElseThrow().versions()).allMatch(version -> version.destroyed());
        assertThat(find(ListItem.class).exists()).isFalse();
    }

    @Test
    void afterAnOlderSignInDestroyingAsksForANewOneFirst() {
        people.signIn(BOB, Duration.ofMinutes(6));

        destroyButton().click();

        assertThat(find(ConfirmDialog.class).exists()).isTrue();
        assertThat(find(DestroyDialog.class).exists()).isFalse();
    }

    @Test
    void withNeitherIndexNorVaultTheViewIsThereForAnotherTry() throws Exception {
        people.pretend(BOB, "user");
        try (var away = new IndexAway(database)) {
            visit("revoked");

            assertThat(getCurrentView()).isInstanceOf(RevokedView.class);
            assertThat(page()).contains("This cannot be shown now", "Vault did not accept your sign-in");
        }
        click("Try again");
        assertThat(find(LoadProblem.class).exists()).isFalse();
        assertThat(find(ListItem.class).all()).hasSize(1);
    }

    private Button destroyButton() {
        return find(Button.class).withAriaLabel("Destroy " + id.key()).single();
    }
}
