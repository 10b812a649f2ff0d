package io.nija.vault.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nija.vault.base.BrokerId;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.testing.AuditFile;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.Hostile;
import io.nija.vault.testing.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUserAuthority;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static io.nija.vault.testing.People.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is no identifier goes no further than the place where it came in. Vault's own audit file is the witness. */
@ConsoleTest
class HostileIdentifiersTest {

    private static final Pattern ORDINARY = Pattern.compile("secret/(data|metadata|delete|undelete|destroy)/users/([A-Za-z0-9][A-Za-z0-9._-]*/([a-z0-9-]+)?)?");

    @Autowired
    Credentials credentials;
    @Autowired
    CurrentUser user;
    @Autowired
    People people;
    @Autowired
    GrantedAuthoritiesMapper roles;
    @Value("${local.directory}")
    Path directory;

    static Stream<String> hostile() {
        return Hostile.texts();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void noKeyIsAskedForUnderSuchAName(String text) throws IOException {
        people.signIn(ALICE);
        var audit = AuditFile.fromNow(directory);

        for (var key : List.of(text, "okx--" + text, text + "--main")) {
            assertThatExceptionOfType(InvalidIdentifierException.class).isThrownBy(() -> credentials.detail(CredentialId.parse(ALICE, key)));
        }
        assertThatExceptionOfType(InvalidIdentifierException.class)
                .isThrownBy(() -> credentials.detail(CredentialId.of(new UserId(text), new BrokerId("okx"))));

        assertThat(audit.paths()).noneMatch(path -> path.startsWith("secret/"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void nobodySignsInUnderSuchAnId(String text) {
        var token = token(text);

        assertThatExceptionOfType(OAuth2AuthenticationException.class)
                .isThrownBy(() -> roles.mapAuthorities(List.of(new OidcUserAuthority(token))))
                .satisfies(e -> assertThat(e.getMessage()).startsWith("The user id must be"))
                .satisfies(e -> assertThat(Hostile.telling(text) && e.getMessage().contains(text.strip())).isFalse());
    }

    /** Should somebody be signed in under such an id all the same, for want of that check. */
    @ParameterizedTest
    @MethodSource("hostile")
    void nothingIsDoneForSomebodyOfSuchAnId(String text) throws IOException {
        var person = new DefaultOidcUser(AuthorityUtils.createAuthorityList("ROLE_USER"), token(text), "name");
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new OAuth2AuthenticationToken(person, person.getAuthorities(), "nija"));
        SecurityContextHolder.setContext(context);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(new MockHttpServletRequest()));
        var audit = AuditFile.fromNow(directory);

        assertThatExceptionOfType(InvalidIdentifierException.class).isThrownBy(() -> user.id());
        assertThatExceptionOfType(InvalidIdentifierException.class).isThrownBy(() -> credentials.list());

        assertThat(audit.paths()).noneMatch(path -> path.startsWith("secret/"));
    }

    @Test
    void theWitnessSeesAnOrdinaryRequest() throws IOException {
        people.signIn(ALICE);
        var key = People.newKey(ALICE, "okx");
        var audit = AuditFile.fromNow(directory);

        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> credentials.detail(key));

        assertThat(audit.paths()).contains("secret/metadata/" + key.path())
                .filteredOn(path -> path.startsWith("secret/")).allMatch(path -> ORDINARY.matcher(path).matches());
    }

    @Test
    void aSignInWithoutAnIdFails() {
        var nameless = new OidcIdToken("token", Instant.now(), Instant.now().plusSeconds(60), Map.of("roles", List.of("user")));

        assertThatExceptionOfType(OAuth2AuthenticationException.class)
                .isThrownBy(() -> roles.mapAuthorities(List.of(new OidcUserAuthority(nameless))));
    }

    private static OidcIdToken token(String subject) {
        return new OidcIdToken("token", Instant.now(), Instant.now().plusSeconds(60),
                Map.of("sub", subject, "name", "name", "roles", List.of("user")));
    }
}
