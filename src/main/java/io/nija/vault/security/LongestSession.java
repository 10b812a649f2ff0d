package io.nija.vault.security;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that has lasted as long as one may, however busy it is, at its next request: whatever a page does is one, and an open
 * page sends one every five minutes by itself. With the session its Vault token ends. Of a page's own requests Vaadin makes a reload,
 * and whoever loads a page then is told why they are signed out.
 */
final class LongestSession extends OncePerRequestFilter {

    static final String TOLD_AT = "/session-ended";

    private static final String ENDED = LongestSession.class.getName();
    /** In the address of what pages ask for by themselves. */
    private static final String OF_VAADIN = "v-r";

    private final Duration longest;
    private final Clock clock;

    LongestSession(Duration longest, Clock clock) {
        this.longest = longest;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null && isOver(session)) {
            session.invalidate();
            session = request.getSession();
            session.setAttribute(ENDED, true);
        }
        if (session != null && session.getAttribute(ENDED) != null && isPage(request)) {
            session.removeAttribute(ENDED);
            response.sendRedirect(request.getContextPath() + TOLD_AT);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A sign-in begins a new session, so its age is that of the sign-in. */
    private boolean isOver(HttpSession session) {
        return session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null
                && !Instant.ofEpochMilli(session.getCreationTime()).plus(longest).isAfter(Instant.now(clock));
    }

    private static boolean isPage(HttpServletRequest request) {
        var accepted = request.getHeader(HttpHeaders.ACCEPT);
        return HttpMethod.GET.matches(request.getMethod()) && request.getParameter(OF_VAADIN) == null
                && accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }
}
