package io.nija.vault.security;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Asks a person to prove again who they are, and brings them back to the view they came from. The provider is asked by
 * {@code prompt=login}; that it did is read from {@code auth_time}, wherever freshness is needed.
 */
@Controller
@ConditionalOnWebApplication
public class StepUp {

    static final String PATH = "/step-up";
    /** The name of the identity provider in the settings. */
    static final String REGISTRATION = "nija";
    static final String SIGN_IN = "/oauth2/authorization/" + REGISTRATION;

    private static final String AGAIN = "again";
    private static final String RETURNED = "returned";
    /** A route of ours, relative: nothing that a browser takes for another site. */
    private static final Pattern ROUTE = Pattern.compile("[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*");

    private final CurrentUser user;
    private final ApplicationEventPublisher events;
    private final Attempts attempts;
    private final HttpSessionRequestCache returnTo = new HttpSessionRequestCache();

    StepUp(CurrentUser user, SignInProperties properties, ApplicationEventPublisher events) {
        this.user = user;
        this.events = events;
        this.attempts = new Attempts(properties.signIns().person());
        returnTo.setMatchingRequestParameterName(RETURNED);
    }

    /** The address that a view sends the browser to; the route is where to come back. */
    public static String address(String route) {
        return PATH.substring(1) + "?to=" + URLEncoder.encode(route, StandardCharsets.UTF_8);
    }

    /** The address of a sign-in, for whoever has to begin anew. */
    public static String signInAddress() {
        return SIGN_IN.substring(1);
    }

    /** The address of a sign-in in which the provider asks who it is although it may know. */
    public static String signInAnewAddress() {
        return signInAddress() + "?" + AGAIN;
    }

    /** @param returned there when this is the way back from a sign-in */
    @GetMapping(PATH)
    String stepUp(@RequestParam String to, @RequestParam(name = RETURNED, required = false) @Nullable String returned,
            HttpServletRequest request, HttpServletResponse response) {
        boolean fresh = user.hasFreshSignIn();
        if (returned != null) {
            events.publishEvent(new StepUpEnded(fresh));
        }
        if (fresh) {
            return "redirect:/" + (ROUTE.matcher(to).matches() ? to : "");
        }
        if (returned != null) {
            // Asking once more would go on for ever.
            return "redirect:/sign-in-not-confirmed";
        }
        if (!attempts.take(user.id().value())) {
            return "redirect:" + SignInLimit.PAUSED;
        }
        returnTo.saveRequest(request, response);
        return "redirect:" + SIGN_IN + "?" + AGAIN;
    }

    static OAuth2AuthorizationRequestResolver authorizationRequests(ClientRegistrationRepository registrations, Duration freshFor) {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/oauth2/authorization");
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce().andThen(request -> {
            if (currentRequest().map(r -> r.getParameter(AGAIN)).isPresent()) {
                request.additionalParameters(parameters -> {
                    parameters.put("prompt", "login");
                    // Also makes the provider say when the sign-in was.
                    parameters.put("max_age", String.valueOf(freshFor.toSeconds()));
                });
            }
        }));
        return new OAuth2AuthorizationRequestResolver() {

            /** For our provider alone: for a name that it does not know, Spring Security's own makes a failure of ours, and a line in the log. */
            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
                return SIGN_IN.equals(SignInLimit.path(request)) ? resolver.resolve(request) : null;
            }

            @Override
            public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
                return resolver.resolve(request, registration);
            }
        };
    }

    private static Optional<HttpServletRequest> currentRequest() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .map(attributes -> ((ServletRequestAttributes) attributes).getRequest());
    }
}
