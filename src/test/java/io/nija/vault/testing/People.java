package io.nija.vault.testing;

import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.nimbusds.jwt.SignedJWT;
import io.nija.vault.base.BrokerId;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.KeyName;
import io.nija.vault.base.UserId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.web.client.RestClient;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Signs the demo people in, with real tokens of the embedded provider, as a browser's session would have them. */
@TestComponent
public class People {

    public static final UserId ALICE = new UserId("alice");
    public static final UserId BOB = new UserId("bob");
    public static final UserId SAM_OF_SUPPORT = new UserId("sam");
    public static final UserId SUE_OF_SUPPORT = new UserId("sue");
    public static final UserId ADA_THE_ADMIN = new UserId("ada");

    /** Less than the half of an hour that a token is good for. */
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Map<UserId, IdToken> ID_TOKENS = new ConcurrentHashMap<>();

    private record IdToken(String text, Instant made) {
    }

    private final String issuer;
    private final String secret;
    private final String clientSecret;
    private final Path directory;
    private final GrantedAuthoritiesMapper roles;
    private final ApplicationEventPublisher events;

    People(@Value("${local.issuer}") String issuer, @Value("${local.token-secret}") String secret,
            @Value("${oidc.client-secret}") String clientSecret, @Value("${local.directory}") Path directory,
            GrantedAuthoritiesMapper roles, ApplicationEventPublisher events) {
        this.issuer = issuer;
        this.secret = secret;
        this.roles = roles;
        this.clientSecret = clientSecret;
        this.directory = directory;
        this.events = events;
    }

    /** With a sign-in of just now. */
    public void signIn(UserId person) {
        signIn(person, Duration.ZERO);
    }

    /** With a sign-in of some time ago. */
    public void signIn(UserId person, Duration ago) {
        signIn(idToken(person, Instant.now().minus(ago)));
    }

    /** Signs them in as through the browser, which puts it on record and makes the console know them. */
    public void comeIn(UserId person) {
        signIn(person);
        events.publishEvent(new InteractiveAuthenticationSuccessEvent(SecurityContextHolder.getContext().getAuthentication(), People.class));
    }

    private void signIn(OidcIdToken token) {
        var session = new MockHttpServletRequest();
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(session));
        var user = new DefaultOidcUser(List.of(new OidcUserAuthority(token)), token);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new OAuth2AuthenticationToken(user, roles.mapAuthorities(user.getAuthorities()), "nija"));
        SecurityContextHolder.setContext(context);
    }

    /** With a token that Vault refuses, so for what does not need Vault, or to see how that is told. */
    public void pretend(UserId person, String... claimedRoles) {
        signIn(new OidcIdToken("not.for.vault", Instant.now(), Instant.now().plusSeconds(600),
                Map.of("sub", person.value(), "roles", List.of(claimedRoles), "auth_time", Instant.now())));
    }

    public void signOut() {
        SecurityContextHolder.clearContext();
    }

    private OidcIdToken idToken(UserId person, Instant signedInAt) {
        var token = idToken(person);
        try {
            var claims = new HashMap<>(SignedJWT.parse(token).getJWTClaimsSet().getClaims());
            claims.put("auth_time", signedInAt);
            return new OidcIdToken(token, Instant.now(), Instant.now().plusSeconds(600), claims);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The token of a real sign-in at the provider, which is used for some minutes. */
    public String idToken(UserId person) {
        return ID_TOKENS.compute(person, (p, kept) -> kept != null && kept.made().isAfter(Instant.now().minus(KEPT)) ? kept
                : new IdToken(new BrowserlessSignIn(issuer, clientSecret, directory).idToken(p.value()), Instant.now())).text();
    }

    /** What a program brings to the platform in the person's name, from the provider too. */
    public String accessToken(UserId person) {
        var answer = RestClient.create().post().uri(issuer + "/oauth2/token")
                .headers(headers -> headers.setBasicAuth("demo-" + person, secret))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED).body("grant_type=client_credentials")
                .retrieve().body(Map.class);
        return (String) answer.get("access_token");
    }

    /** A key that no other test has. */
    public static CredentialId newKey(UserId owner, String broker) {
        return new CredentialId(owner, new BrokerId(broker),
                Optional.of(new KeyName("t" + UUID.randomUUID().toString().substring(0, 12))));
    }
}
