package io.nija.vault.local;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcLogoutAuthenticationValidator;

/**
 * The console may be on any port of this machine, as tests take free ones, so its redirects are checked without the
 * port. Everything else is left to Spring's own checks, which are shown a client that has just this redirect.
 */
final class LoopbackRedirects {

    static final String AFTER_SIGN_IN = "/login/oauth2/code/nija";

    private static final String MACHINE = "http://(localhost|127\\.0\\.0\\.1)(:\\d{1,5})?";
    private static final Pattern SIGN_IN = Pattern.compile(MACHINE + AFTER_SIGN_IN);
    private static final Pattern SIGN_OUT = Pattern.compile(MACHINE + "/");

    void allowAfterSignIn(List<AuthenticationProvider> providers) {
        providers.stream().filter(OAuth2AuthorizationCodeRequestAuthenticationProvider.class::isInstance)
                .map(OAuth2AuthorizationCodeRequestAuthenticationProvider.class::cast)
                .forEach(provider -> provider.setAuthenticationValidator(LoopbackRedirects::checkSignIn));
    }

    void allowAfterSignOut(List<AuthenticationProvider> providers) {
        providers.stream().filter(OidcLogoutAuthenticationProvider.class::isInstance)
                .map(OidcLogoutAuthenticationProvider.class::cast)
                .forEach(provider -> provider.setAuthenticationValidator(LoopbackRedirects::checkSignOut));
    }

    private static void checkSignIn(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        var client = RegisteredClient.from(context.getRegisteredClient());
        if (request.getRedirectUri() != null && SIGN_IN.matcher(request.getRedirectUri()).matches()) {
            client.redirectUri(request.getRedirectUri());
        }
        var checked = OAuth2AuthorizationCodeRequestAuthenticationContext.with(request).registeredClient(client.build());
        // The endpoint checks twice, the first time before it has made one of these.
        if (context.getAuthorizationRequest() != null) {
            checked.authorizationRequest(context.getAuthorizationRequest());
        }
        new OAuth2AuthorizationCodeRequestAuthenticationValidator().accept(checked.build());
    }

    private static void checkSignOut(OidcLogoutAuthenticationContext context) {
        OidcLogoutAuthenticationToken request = context.getAuthentication();
        var client = RegisteredClient.from(context.getRegisteredClient());
        if (request.getPostLogoutRedirectUri() != null && SIGN_OUT.matcher(request.getPostLogoutRedirectUri()).matches()) {
            client.postLogoutRedirectUri(request.getPostLogoutRedirectUri());
        }
        new OidcLogoutAuthenticationValidator().accept(
                OidcLogoutAuthenticationContext.with(request).registeredClient(client.build()).build());
    }
}
