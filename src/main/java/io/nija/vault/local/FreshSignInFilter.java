package io.nija.vault.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * {@code prompt=login} and {@code max_age} of OpenID Connect, which Spring's server knows nothing about: a sign-in that
 * is too old for the request is forgotten, and so the person is asked again.
 */
class FreshSignInFilter extends OncePerRequestFilter {

    /** The request comes back after the new sign-in, with the same parameters, and has to get through then. */
    private static final Duration FLOOR = Duration.ofSeconds(5);

    private final SecurityContextRepository repository = new HttpSessionSecurityContextRepository();

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().equals("/oauth2/authorize");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var oldest = oldestAllowed(request);
        var signedIn = SignInTime.of(SecurityContextHolder.getContext().getAuthentication());
        if (oldest != null && signedIn != null && signedIn.isBefore(Instant.now().minus(oldest))) {
            var empty = SecurityContextHolder.createEmptyContext();
            SecurityContextHolder.setContext(empty);
            repository.saveContext(empty, request, response);
        }
        chain.doFilter(request, response);
    }

    private static @Nullable Duration oldestAllowed(HttpServletRequest request) {
        var prompt = request.getParameter("prompt");
        var maxAge = request.getParameter("max_age");
        if (prompt != null && prompt.contains("login")) {
            return FLOOR;
        }
        if (maxAge == null || !maxAge.matches("\\d{1,9}")) {
            return null;
        }
        var age = Duration.ofSeconds(Long.parseLong(maxAge));
        return age.compareTo(FLOOR) < 0 ? FLOOR : age;
    }
}
