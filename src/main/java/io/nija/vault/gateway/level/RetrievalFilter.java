package io.nija.vault.gateway.level;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Measures each retrieval of a key from the first filter to the last byte, as the caller has it but for the network. */
@Component
@ConditionalOnWebApplication
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 2)
class RetrievalFilter extends OncePerRequestFilter {

    private static final String RETRIEVE = "/v1/credentials/retrieve";

    private final LevelRecorder recorder;

    RetrievalFilter(LevelRecorder recorder) {
        this.recorder = recorder;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(RETRIEVE);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long start = System.nanoTime();
        chain.doFilter(request, response);
        var status = HttpStatus.valueOf(response.getStatus());
        if (status.is2xxSuccessful() || status == HttpStatus.NOT_FOUND) {
            recorder.answered(Duration.ofNanos(System.nanoTime() - start));
        } else if (status.is5xxServerError()) {
            recorder.failed(Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
