package io.nija.vault.shell;

import java.io.Serial;

import javax.sql.DataSource;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.nija.vault.testing.IndexAway;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorPagesTest extends ViewTest {

    /** Fails as it opens, with a message that is nobody's business. */
    @AnonymousAllowed
    public static class FailingView extends Div {

        @Serial
        private static final long serialVersionUID = 1;

        public FailingView() {
            throw new IllegalStateException("jdbc:postgresql://inside");
        }
    }

    @Autowired
    DataSource database;

    @AfterEach
    void removeTheFailingView() {
        RouteConfiguration.forApplicationScope().removeRoute(FailingView.class);
    }

    @Test
    void anUnknownAddressLeadsBackToTheStart() {
        var there = visit("no/such/place");

        assertThat(there).isInstanceOf(NotFoundPage.class);
        assertThat(title(there)).isEqualTo("There is nothing at this address");
        assertThat(find(RouterLink.class, there).single().getHref()).isEmpty();
        assertThat(page()).doesNotContain("no/such/place");
    }

    @Test
    void aViewOfAnotherRoleIsExplained() {
        var there = visit("directory");

        assertThat(there).isInstanceOf(AccessDeniedPage.class);
        assertThat(title(there)).isEqualTo("This is not for your role");
    }

    @Test
    void anUnexpectedFailureShowsNoDetail() {
        RouteConfiguration.forApplicationScope().setRoute("failing", FailingView.class);

        var there = visit("failing");

        assertThat(there).isInstanceOf(UnexpectedErrorPage.class);
        assertThat(title(there)).isEqualTo("Something went wrong on our side");
        assertThat(page()).doesNotContain("jdbc", "IllegalState");
    }

    @Test
    void aFailureThatIsMeantForPeopleIsToldInItsOwnWords() throws Exception {
        openAs(() -> people.pretend(People.ALICE, "user"));
        try (var away = new IndexAway(database)) {
            var there = visit("keys");

            assertThat(there).isInstanceOf(UnexpectedErrorPage.class);
            assertThat(page()).contains("It may have expired: sign in again.").doesNotContain("Something went wrong on our side");
        }
    }

    private String title(Component view) {
        return find(H2.class, view).single().getText();
    }
}
