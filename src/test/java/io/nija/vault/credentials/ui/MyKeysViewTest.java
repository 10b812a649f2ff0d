package io.nija.vault.credentials.ui;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static io.nija.vault.testing.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

class MyKeysViewTest extends ViewTest {

    @Autowired
    Credentials credentials;
    @Autowired
    DataSource database;

    CredentialId first = People.newKey(BOB, "kraken");
    CredentialId second = People.newKey(BOB, "okx");

    @Override
    protected UserId visitor() {
        return BOB;
    }

    @BeforeEach
    void beginWithoutKeys() {
        Samples.destroyAll(credentials);
    }

    @Test
    void withoutAnyKeyThePageLeadsToAddingOne() {
        visit("keys");

        assertThat(find(H2.class).single().getText()).isEqualTo("Add your first key");
        assertThat(page()).contains("No keys yet");
        assertThat(find(KeyGrid.class).exists()).isFalse();
        assertThat(find(TextField.class).exists()).isFalse();
        test(find(Button.class, find(EmptyState.class).single()).single()).click();
        assertThat(getCurrentView()).isInstanceOf(AddKeyView.class);
    }

    @Test
    void whenAllAreRevokedThePageLeadsToThem() {
        credentials.add(first, Samples.material(), KeyDescription.EMPTY);
        credentials.revoke(first);

        visit("keys");

        assertThat(find(H2.class).single().getText()).isEqualTo("All your keys are revoked");
        assertThat(page()).contains("No keys in use");
        var ways = find(EmptyState.class).single();
        assertThat(find(RouterLink.class, ways).single().getHref()).isEqualTo("revoked");
        assertThat(find(Button.class, ways).single().getText()).isEqualTo("Add key");
    }

    @Test
    void listsOneKeyWithItsFactsAndOpensIt() {
        var material = Samples.material();
        credentials.add(first, material, new KeyDescription("Main account", null, null));

        visit("keys");

        assertThat(page()).contains("1 key at 1 broker");
        var grid = test(find(KeyGrid.class).single());
        assertThat(grid.size()).isEqualTo(1);
        var apiKey = material.apiKey().expose();
        assertThat(row(0)).containsExactly("KRKrakenMain account · " + first.name().orElseThrow(), "••••" + apiKey.substring(apiKey.length() - 4), "Active",
                "v1", "moments", "Never", "—");
        assertThat(page()).doesNotContain(apiKey).doesNotContain(material.apiSecret().expose());
        grid.clickRow(0);
        assertThat(getCurrentView()).isInstanceOf(KeyView.class);
    }

    @Test
    void countsKeysAndBrokersAndLeavesOutRevokedAndDestroyedOnes() {
        var third = People.newKey(BOB, "okx");
        var revoked = People.newKey(BOB, "binance");
        var destroyed = People.newKey(BOB, "binance");
        List.of(first, second, third, revoked, destroyed).forEach(id -> credentials.add(id, Samples.material(), KeyDescription.EMPTY));
        credentials.revoke(revoked);
        credentials.destroy(destroyed);

        visit("keys");

        assertThat(listed()).extracting(CredentialSummary::id).containsExactlyInAnyOrder(first, second, third);
        assertThat(page()).contains("3 keys at 2 brokers");
    }

    @Test
    void findsByBrokerNameLabelAndEndOfTheKeyId() {
        var material = Samples.material();
        credentials.add(first, material, new KeyDescription("Grid bot", null, null));
        credentials.add(second, Samples.material(), KeyDescription.EMPTY);
        visit("keys");

        assertThat(found("KRAK")).containsExactly(first);
        assertThat(found("grid b")).containsExactly(first);
        assertThat(found(second.key())).containsExactly(second);
        assertThat(found("••••" + material.apiKey().expose().substring(28))).containsExactly(first);
    }

    @Test
    void aKeyWithoutALabelIsNotFoundByAWordForNothing() {
        credentials.add(first, Samples.material(), KeyDescription.EMPTY);
        visit("keys");

        assertThat(found("null")).isEmpty();
    }

    @Test
    void saysThatNothingMatchesAndShowsAllAgain() {
        credentials.add(first, Samples.material(), KeyDescription.EMPTY);
        visit("keys");

        assertThat(found("no such word")).isEmpty();
        assertThat(find(H2.class).single().getText()).isEqualTo("No key matches");
        click("Show all keys");

        assertThat(listed()).extracting(CredentialSummary::id).containsExactly(first);
        assertThat(find(TextField.class).single().getValue()).isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void filtersByExpiry() {
        var expired = People.newKey(BOB, "okx");
        credentials.add(first, Samples.material(), KeyDescription.EMPTY);
        credentials.add(second, Samples.material(), new KeyDescription(null, null, LocalDate.now(ZoneOffset.UTC).plusDays(14)));
        credentials.add(expired, Samples.material(), new KeyDescription(null, null, LocalDate.now(ZoneOffset.UTC).minusDays(2)));
        visit("keys");
        var filter = test(find(Select.class).single());

        filter.selectItem("Expiring or expired");
        assertThat(listed()).extracting(CredentialSummary::id).containsExactlyInAnyOrder(second, expired);
        filter.selectItem("Not expired");
        assertThat(listed()).extracting(CredentialSummary::id).containsExactlyInAnyOrder(first, second);
        filter.selectItem("All keys");
        assertThat(listed()).hasSize(3);
    }

    @Test
    void listsFromVaultAndSaysSoWhileTheIndexIsAway() throws Exception {
        credentials.add(first, Samples.material(), new KeyDescription("Main account", null, null));

        try (var away = new IndexAway(database)) {
            visit("keys");

            assertThat(listed()).extracting(CredentialSummary::id).containsExactly(first);
            assertThat(row(0).getFirst()).contains("Kraken", "Main account");
            assertThat(page()).contains("The index is not available");
        }
        visit("keys");
        assertThat(find(Span.class).withTextContaining("The index is not available").exists()).isFalse();
    }

    @Test
    void withNeitherIndexNorVaultTheViewIsThereForAnotherTry() throws Exception {
        credentials.add(first, Samples.material(), KeyDescription.EMPTY);
        people.pretend(BOB, "user");

        try (var away = new IndexAway(database)) {
            visit("keys");

            assertThat(getCurrentView()).isInstanceOf(MyKeysView.class);
            assertThat(PageText.of(find(LoadProblem.class).single())).contains("Vault did not accept your sign-in", "href=oauth2/authorization/nija");
            assertThat(find(H2.class).single().getText()).isEqualTo("This cannot be shown now");
            assertThat(find(KeyGrid.class).exists()).isFalse();
            click("Try again");
            assertThat(find(LoadProblem.class).all()).hasSize(1);
        }
        click("Try again");
        assertThat(find(LoadProblem.class).exists()).isFalse();
        assertThat(listed()).extracting(CredentialSummary::id).containsExactly(first);
        assertThat(find(TextField.class).exists()).isTrue();
    }

    private List<CredentialId> found(String word) {
        test(find(TextField.class).single()).setValue(word);
        return listed().stream().map(CredentialSummary::id).toList();
    }

    private List<CredentialSummary> listed() {
        return find(KeyGrid.class).all().stream().flatMap(grid -> grid.getGenericDataView().getItems()).toList();
    }

    private List<String> row(int number) {
        var grid = test(find(KeyGrid.class).single());
        return IntStream.range(0, 7).mapToObj(column -> grid.getCellText(number, column)).toList();
    }
}
