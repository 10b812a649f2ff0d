package io.nija.vault.gateway.web;

import io.nija.vault.gateway.limit.Limits;
import io.nija.vault.gateway.limit.TooManyRequestsException;
import io.nija.vault.security.CurrentUser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** Counts a request for the person in whose name it is made, and tells them how much they have left. */
@Component
class UserLimit implements HandlerInterceptor {

    private final Limits limits;
    private final CurrentUser user;

    UserLimit(Limits limits, CurrentUser user) {
        this.limits = limits;
        this.user = user;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        take(1, response);
        return true;
    }

    /** @throws TooManyRequestsException when that is more than they have left */
    void take(int keys, HttpServletResponse response) {
        var allowance = limits.ofUser(user.id(), keys);
        RateLimitHeaders.write(response, allowance);
        if (!allowance.allowed()) {
            throw new TooManyRequestsException(allowance);
        }
    }
}
