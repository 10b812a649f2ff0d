package io.nija.vault.gateway.web;

import io.nija.vault.gateway.limit.Allowance;
import jakarta.servlet.http.HttpServletResponse;

/** How a limit is told to the caller. */
final class RateLimitHeaders {

    private RateLimitHeaders() {
    }

    static void write(HttpServletResponse response, Allowance allowance) {
        response.setHeader("RateLimit-Policy", allowance.policyHeader());
        response.setHeader("RateLimit", allowance.header());
    }
}
