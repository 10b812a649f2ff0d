package io.nija.vault.gateway.web;

import java.io.IOException;
import java.util.Set;

import io.nija.vault.base.RequestId;
import io.nija.vault.gateway.limit.Limits;
import io.nija.vault.gateway.limit.TooManyRequestsException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What happens to a request of the gateway before anything else, the check of its token included: it gets its id, counts
 * for its address, and is refused when it is too large.
 */
class RequestFilter extends OncePerRequestFilter {

    static final int BYTES_AT_MOST = 256 * 1024;

    private final Limits limits;
    private final Problems problems;

    RequestFilter(Limits limits, Problems problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var id = RequestId.acceptedOrNew(request.getHeader(RequestId.HEADER));
        response.setHeader(RequestId.HEADER, id);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try (var current = RequestId.use(id)) {
            handle(request, response, chain);
        }
    }

    private void handle(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var allowance = limits.ofAddress(request.getRemoteAddr());
            if (!allowance.allowed()) {
                throw new TooManyRequestsException(allowance);
            }
            if (request.getContentLengthLong() > BYTES_AT_MOST) {
                throw new TooLargeException();
            }
            chain.doFilter(new Bounded(request), response);
        } catch (RuntimeException | TooLargeException e) {
            // Also of the filters after this one: the server's own page of errors is for people.
            problems.resolveException(request, response, null, e);
        }
    }

    private static class Bounded extends HttpServletRequestWrapper {

        /** Those that Spring Security lets through. */
        private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

        Bounded(HttpServletRequest request) {
            super(request);
        }

        /** What no address takes is refused where each address knows what it does take. */
        @Override
        public String getMethod() {
            return METHODS.contains(super.getMethod()) ? super.getMethod() : "PATCH";
        }

        /** For a body that does not say beforehand how long it is. */
        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream());
        }
    }

    private static class LimitedStream extends ServletInputStream {

        private final ServletInputStream in;
        private long read;

        LimitedStream(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int next = in.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = in.read(into, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) throws TooLargeException {
            read += bytes;
            if (read > BYTES_AT_MOST) {
                throw new TooLargeException();
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
