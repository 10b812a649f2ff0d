package io.nija.vault.shell;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.ui.ServerLink;
import io.nija.vault.security.StepUp;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For a view that failed to open. What is meant for people is said in its own words; what else failed goes to the log,
 * not onto the page.
 */
@ParentLayout(MainLayout.class)
@PageTitle("Something went wrong · NIJA Vault Console")
@PermitAll
class UnexpectedErrorPage extends ErrorPage implements HasErrorParameter<Exception> {

    private static final Logger log = LoggerFactory.getLogger(UnexpectedErrorPage.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        if (parameter.getException() instanceof ConsoleException expected) {
            show(expected);
            return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        }
        log.error("The view at {} failed to open", event.getLocation().getPath(), parameter.getException());
        show(VaadinIcon.WARNING, "Something went wrong on our side",
                "Nothing was changed. Load the page again; if it stays this way, tell an administrator when it happened.");
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    private void show(ConsoleException expected) {
        var title = "This cannot be shown now";
        if (expected.signInHelps()) {
            show(VaadinIcon.SIGN_IN, title, expected.getMessage(), new ServerLink(StepUp.signInAddress(), "Sign in again"));
        } else {
            show(VaadinIcon.WARNING, title, expected.getMessage());
        }
    }
}
