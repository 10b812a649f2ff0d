package io.nija.vault.security;

import java.io.IOException;
import java.util.regex.Pattern;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;

/** Tells the person that their sign-in did not work, and the rest of the console too. */
class SignInFailures implements AuthenticationFailureHandler {

    /** Part of the address that the browser came back with, so anybody may have written it. */
    private static final Pattern CODE = Pattern.compile("[a-z_]{1,64}");

    private final ApplicationEventPublisher events;
    private final AuthenticationFailureHandler page = new SimpleUrlAuthenticationFailureHandler("/sign-in-failed");

    SignInFailures(ApplicationEventPublisher events) {
        this.events = events;
    }

    @Override
    public void onAuthenticationFailure(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        events.publishEvent(new SignInFailed(reason(failure)));
        page.onAuthenticationFailure(request, response, failure);
    }

    private static String reason(AuthenticationException failure) {
        return failure instanceof OAuth2AuthenticationException e && CODE.matcher(e.getError().getErrorCode()).matches()
                ? e.getError().getErrorCode() : "other";
    }
}
