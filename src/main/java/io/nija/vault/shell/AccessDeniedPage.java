package io.nija.vault.shell;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.AccessDeniedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;

/** For a view that the person's roles do not open. */
@ParentLayout(MainLayout.class)
@PageTitle("Not for your role · NIJA Vault Console")
@PermitAll
class AccessDeniedPage extends ErrorPage implements HasErrorParameter<AccessDeniedException> {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<AccessDeniedException> parameter) {
        show(VaadinIcon.LOCK, "This is not for your role",
                "Your account does not open this view. If it should, ask an administrator for the role.");
        return HttpServletResponse.SC_FORBIDDEN;
    }
}
