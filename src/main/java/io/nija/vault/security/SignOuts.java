package io.nija.vault.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.session.HttpSessionDestroyedEvent;
import org.springframework.stereotype.Component;

/**
 * Tells the rest of the console that a web session in which somebody was signed in has ended. All ways lead through the end
 * of the session, so one listener sees each sign-in end once; a sign-out by hand leaves a mark in the session just before.
 */
@Component
@ConditionalOnWebApplication
class SignOuts implements LogoutHandler {

    private static final String BY_HAND = SignOuts.class.getName();

    private final CurrentUser user;
    private final ApplicationEventPublisher events;

    SignOuts(CurrentUser user, ApplicationEventPublisher events) {
        this.user = user;
        this.events = events;
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        var session = request.getSession(false);
        if (session != null) {
            session.setAttribute(BY_HAND, true);
        }
    }

    @EventListener
    void ended(HttpSessionDestroyedEvent event) {
        boolean byHand = event.getSession().getAttribute(BY_HAND) != null;
        event.getSecurityContexts().stream().map(SecurityContext::getAuthentication).filter(OAuth2AuthenticationToken.class::isInstance)
                .forEach(authentication -> events.publishEvent(new SignedOut(user.person(authentication), byHand)));
    }
}
