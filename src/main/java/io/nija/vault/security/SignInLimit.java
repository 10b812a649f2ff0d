package io.nija.vault.security;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stops an address that begins sign-ins, or comes back from them, again and again. Beyond the limit nothing is looked at, asked of the
 * provider, or put on record. Passwords are the provider's, and so is the limit on guessing them.
 */
final class SignInLimit extends OncePerRequestFilter {

    static final String PAUSED = "/sign-in-paused";

    private static final String CALLBACK = "/login/oauth2/code/" + StepUp.REGISTRATION;

    private final Attempts begun;
    private final Attempts ended;

    SignInLimit(SignInProperties properties) {
        begun = new Attempts(properties.signIns().address());
        ended = new Attempts(properties.signIns().address());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        boolean allowed = switch (path(request)) {
            case StepUp.SIGN_IN -> begun.take(request.getRemoteAddr());
            case CALLBACK -> ended.take(request.getRemoteAddr());
            default -> true;
        };
        if (allowed) {
            chain.doFilter(request, response);
        } else {
            response.sendRedirect(request.getContextPath() + PAUSED);
        }
    }

    /** Within the console, whichever servlet is to have it. */
    static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }
}
