package io.nija.vault.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.VaadinSession;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

@ExtendWith(OutputCaptureExtension.class)
class ErrorNoticesTest extends ViewTest {

    @Test
    void whatIsMeantForPeopleIsSaidInItsOwnWords() {
        fail(new ConsoleException("There is no such key.") {
        });

        assertThat(notices()).containsExactly("There is no such key.");
    }

    @Test
    void whatANewSignInMendsComesWithTheWayToIt() {
        fail(new SignInNeeded());

        var notice = find(Notification.class).single();
        assertThat(PageText.of(notice)).contains("Sign in again, please.");
        var link = find(Anchor.class, notice).single();
        assertThat(link.getHref()).isEqualTo("oauth2/authorization/nija");
        assertThat(link.getElement().hasAttribute("router-ignore")).isTrue();
        test(find(Button.class, notice).withAriaLabel("Close").single()).click();
        assertThat(find(Notification.class).exists()).isFalse();
    }

    private static class SignInNeeded extends ConsoleException {

        SignInNeeded() {
            super("Sign in again, please.");
        }

        @Override
        public boolean signInHelps() {
            return true;
        }
    }

    @Test
    void anythingElseIsAPlainSentenceAndGoesToTheLog(CapturedOutput log) {
        fail(new IllegalStateException("jdbc:postgresql://inside"));

        assertThat(notices()).singleElement().asString().startsWith("Something went wrong on our side").doesNotContain("jdbc");
        assertThat(log).contains("An action failed");
    }

    @Test
    void withoutAWindowThereIsNobodyToTell() {
        var window = UI.getCurrent();
        UI.setCurrent(null);
        try {
            assertThatNoException().isThrownBy(() -> fail(new IllegalStateException("in the background")));
        } finally {
            UI.setCurrent(window);
        }
    }

    private static void fail(Throwable failure) {
        VaadinSession.getCurrent().getErrorHandler().error(new ErrorEvent(failure));
    }
}
