package io.nija.vault.credentials.ui;

import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextField;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.credentials.KeyDirectory;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.security.access.AccessDeniedException;

import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DirectoryViewTest extends ViewTest {

    @Autowired
    Credentials credentials;
    @Autowired
    KeyDirectory directory;
    @Autowired
    DataSource database;

    CredentialId hers = People.newKey(ALICE, "kraken");
    CredentialId his = People.newKey(BOB, "kraken");
    /** In the labels, so that no other test's keys are found. */
    String word = Samples.value();

    @BeforeEach
    void twoPeopleHaveAKeyEach() {
        credentials.add(hers, Samples.material(), new KeyDescription(word + " 100%", null, null));
        people.signIn(BOB);
        credentials.add(his, Samples.material(), new KeyDescription(word + " 100x", null, null));
        credentials.revoke(his);
    }

    @ParameterizedTest
    @ValueSource(strings = { "sam", "ada" })
    void staffSeeEverybodysKeysAndTheirState(String member) {
        openAs(() -> people.signIn(new UserId(member)));
        visit("directory");

        find(TextField.class).single().setValue(word);

        assertThat(listed()).extracting(CredentialSummary::id).containsExactlyInAnyOrder(hers, his);
        var grid = test(find(Grid.class).single());
        assertThat(IntStream.range(0, 2).mapToObj(row -> grid.getCellText(row, 0) + " " + grid.getCellText(row, 1) + " " + grid.getCellText(row, 2)))
                .satisfiesExactlyInAnyOrder(row -> assertThat(row).startsWith("alice").contains("Kraken", word + " 100%").endsWith("Active"),
                        row -> assertThat(row).startsWith("bob").endsWith("Revoked"));
    }

    @ParameterizedTest
    @ValueSource(strings = { " 100%", " 100_", " 100!" })
    void whatMeansSomethingToADatabaseIsSearchedAsItStands(String end) {
        openAs(() -> people.signIn(People.SAM_OF_SUPPORT));

        assertThat(directory.search(word + end, Pageable.ofSize(10))).extracting(CredentialSummary::id)
                .isEqualTo(end.equals(" 100%") ? List.of(hers) : List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = { "Crypto.com", "crypto.C", " crypto.com " })
    void findsByTheNameThatABrokerGoesBy(String name) {
        people.signIn(ALICE);
        var id = People.newKey(ALICE, "crypto-com");
        credentials.add(id, Samples.material(), KeyDescription.EMPTY);
        people.signIn(People.SAM_OF_SUPPORT);

        assertThat(directory.search(name, Pageable.ofSize(100))).extracting(CredentialSummary::id).contains(id)
                .allMatch(key -> key.broker().value().equals("crypto-com"));
    }

    @Test
    void saysWhileTheIndexIsAwayThatNothingCanBeListed() throws Exception {
        openAs(() -> people.signIn(People.SAM_OF_SUPPORT));
        try (var away = new IndexAway(database)) {
            visit("directory");
            find(TextField.class).single().setValue(word);

            assertThat(listed()).isEmpty();
            assertThat(find(Banner.class).all()).extracting(PageText::of).singleElement().asString().contains("The index is not available");
            assertThat(find(Grid.class).single().getEmptyStateText()).isEqualTo("Nothing can be listed now.");
            assertThat(notices()).isEmpty();
        }
        click("Try again");

        assertThat(listed()).hasSize(2);
        assertThat(find(Banner.class).exists()).isFalse();
    }

    @Test
    void leavesOutWhatIsDestroyed() {
        credentials.destroy(his);
        people.signIn(People.SAM_OF_SUPPORT);

        assertThat(directory.search(word, Pageable.ofSize(10))).extracting(CredentialSummary::id).containsExactly(hers);
    }

    @Test
    void pagesNeitherRepeatNorSkipAKey() {
        people.signIn(ALICE);
        IntStream.range(0, 5).forEach(i -> credentials.add(People.newKey(ALICE, "okx"), Samples.material(), new KeyDescription(word, null, null)));
        people.signIn(People.SAM_OF_SUPPORT);

        var pages = IntStream.range(0, 7).mapToObj(page -> directory.search(word, PageRequest.of(page, 1)).getFirst().id()).toList();

        assertThat(pages).hasSize(7).doesNotHaveDuplicates().extracting(id -> id.owner().value()).isSorted();
    }

    @Test
    void theServiceItselfRefusesAUser() {
        people.signIn(ALICE);

        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> directory.search("", Pageable.ofSize(1)));
        people.pretend(new UserId("nina"));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> directory.search("", Pageable.ofSize(1)));
    }

    @SuppressWarnings("unchecked")
    private List<CredentialSummary> listed() {
        return ((Grid<CredentialSummary>) find(Grid.class).single()).getGenericDataView().getItems().toList();
    }
}
