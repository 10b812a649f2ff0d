package io.nija.vault.vault;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.vault.base.CredentialId;
import io.nija.vault.testing.AuditFile;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.JsonNode;

import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A person's sign-ins to Vault live as long as their web session. Vault's audit file names tokens by a keyed hash. */
@ConsoleTest
class PersonVaultTest {

    @Autowired
    Secrets secrets;
    @Autowired
    People people;
    @Value("${local.directory}")
    Path directory;

    CredentialId key = People.newKey(ALICE, "okx");
    AuditFile audit;

    @BeforeEach
    void signIn() {
        audit = AuditFile.fromNow(directory);
        people.signIn(ALICE);
    }

    private List<String> tokens(String path) throws IOException {
        return audit.successes(path).stream().map(entry -> entry.at(path.endsWith("login") ? "/response/auth/accessor" : "/auth/accessor"))
                .map(JsonNode::asString).toList();
    }

    private static HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }

    @Test
    void theEndOfTheWebSessionRevokesItsToken() throws IOException {
        secrets.write(key, Map.of("api_key", "none"), 0);
        assertThat(tokens("auth/jwt/login")).hasSize(1);
        assertThat(tokens("auth/token/revoke-self")).isEmpty();

        request().getSession().invalidate();

        assertThat(tokens("auth/token/revoke-self")).isEqualTo(tokens("auth/jwt/login"));
    }

    @Test
    void oneSignInServesTheWholeSession() throws IOException {
        secrets.write(key, Map.of("api_key", "none"), 0);
        secrets.read(key);
        secrets.keys(ALICE);
        secrets.metadata(key);

        assertThat(tokens("auth/jwt/login")).hasSize(1);
        assertThat(audit.successes("secret/data/" + key.path())).extracting(entry -> entry.at("/auth/display_name").asString()).containsOnly("jwt-alice");
    }

    @Test
    void destroyingTakesATokenOfItsOwnThatIsGoneAtOnce() throws IOException {
        secrets.write(key, Map.of("api_key", "none"), 0);

        secrets.destroy(key, List.of(1));

        assertThat(tokens("auth/jwt/login")).hasSize(2);
        assertThat(tokens("secret/destroy/" + key.path())).isEqualTo(tokens("auth/token/revoke-self")).containsExactly(tokens("auth/jwt/login").getLast());
        assertThat(secrets.metadata(key).orElseThrow().versions()).allMatch(SecretMetadata.Version::destroyed);
    }

    @Test
    void aTokenForDestroyingIsGoneAlsoWhenThatFails() throws IOException {
        assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> secrets.destroy(People.newKey(BOB, "okx"), List.of(1)));

        assertThat(tokens("auth/token/revoke-self")).isEqualTo(tokens("auth/jwt/login")).hasSize(1);
    }

    @Test
    void anotherPersonsSessionHasAnotherToken() throws IOException {
        secrets.keys(ALICE);
        people.signIn(BOB);
        secrets.keys(BOB);

        assertThat(tokens("auth/jwt/login")).hasSize(2).doesNotHaveDuplicates();
        assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> secrets.keys(ALICE));
    }

    @Test
    void aSignInThatVaultDoesNotTakeAsksForANewOne() {
        var token = new OidcIdToken("no.such.token", Instant.now(), Instant.now().plus(Duration.ofMinutes(1)), Map.of("sub", "alice"));
        var user = new DefaultOidcUser(AuthorityUtils.createAuthorityList("ROLE_USER"), token);
        SecurityContextHolder.getContext().setAuthentication(new OAuth2AuthenticationToken(user, user.getAuthorities(), "nija"));

        assertThatExceptionOfType(VaultSignInException.class).isThrownBy(() -> secrets.read(key)).withMessageContaining("sign in again");
    }
}
