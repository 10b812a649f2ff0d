package io.nija.vault.shell;

import java.io.Serial;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorPagesTest extends ViewTest {

    /** Fails as it opens, in the way that the test says. */
    @AnonymousAllowed
    public static class FailingView extends Div {

        @Serial
        private static final long serialVersionUID = 1;
        private static RuntimeException failure = new IllegalStateException("none");

        @Override
        protected void onAttach(AttachEvent event) {
            throw failure;
        }
    }

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
        var there = fail(new IllegalStateException("jdbc:postgresql://inside"));

        assertThat(there).isInstanceOf(UnexpectedErrorPage.class);
        assertThat(title(there)).isEqualTo("Something went wrong on our side");
        assertThat(page()).doesNotContain("jdbc", "IllegalState");
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void aFailureThatIsMeantForPeopleIsToldInItsOwnWordsWithTheWayOut(boolean signInHelps) {
        var there = fail(new ConsoleException("There is a reason.") {

            @Override
            public boolean signInHelps() {
                return signInHelps;
            }
        });

        assertThat(there).isInstanceOf(UnexpectedErrorPage.class);
        assertThat(page()).contains("There is a reason.").doesNotContain("Something went wrong on our side");
        if (signInHelps) {
            var link = find(Anchor.class, there).single();
            assertThat(link.getHref()).isEqualTo("oauth2/authorization/nija");
            assertThat(link.getElement().hasAttribute("router-ignore")).isTrue();
        } else {
            assertThat(find(RouterLink.class, there).single().getHref()).isEmpty();
        }
    }

    private Component fail(RuntimeException failure) {
        FailingView.failure = failure;
        RouteConfiguration.forApplicationScope().setRoute("failing", FailingView.class);
        return visit("failing");
    }

    private String title(Component view) {
        return find(H2.class, view).single().getText();
    }
}
