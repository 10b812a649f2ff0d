package io.nija.vault.requests.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDirectory;
import io.nija.vault.credentials.KeyMaterial;
import io.nija.vault.requests.LinkVoidException;
import io.nija.vault.requests.PersonLookup;
import io.nija.vault.requests.RequestFilter;
import io.nija.vault.requests.RequestFilter.Queue;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestState;
import io.nija.vault.requests.Requests;
import io.nija.vault.testing.ConsoleTest;
import io.nija.vault.testing.People;
import io.nija.vault.testing.VaultCaller;
import io.nija.vault.testing.VaultCallers;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.SAM_OF_SUPPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

/**
 * Sam of support has claimed Alice's request and has seen that it was done. He tries to get the value that came out by everything that he
 * could lay hands on, against the real vault and the real database.
 */
@ConsoleTest
class BlindTest {

    private static final Pattern LIKE_A_TOKEN = Pattern.compile("(?:hv[sbr]|[sbr])\\.[A-Za-z0-9_-]{20,}");

    @Autowired
    Requests requests;
    @Autowired
    PersonLookup lookup;
    @Autowired
    KeyDirectory directory;
    @Autowired
    Credentials credentials;
    @Autowired
    People people;
    @Autowired
    JdbcClient database;
    @Autowired
    VaultCallers vault;
    @Autowired
    WebApplicationContext console;

    private final String apiKey = UUID.randomUUID().toString().replace("-", "");
    private final String apiSecret = UUID.randomUUID().toString().replace("-", "");
    private Scene scene;
    private long id;
    private String link;

    @BeforeEach
    void aliceRotatesAsSamAskedHerTo() {
        scene = new Scene(requests, credentials, people, database);
        id = scene.ready(RequestKind.ROTATION_AFTER_CHECK);
        link = Scene.code(requests.link(id));
        requests.open(id, link);
        credentials.rotate(scene.key, new KeyMaterial(SecretValue.of(apiKey), SecretValue.of(apiSecret), Map.of()), null);
        scene.as(SAM_OF_SUPPORT);
        assertThat(scene.state(id)).isEqualTo(RequestState.ROTATED);
    }

    private void holdsNoValue(String what, String text) {
        for (var value : List.of(apiKey, apiSecret)) {
            var bytes = value.getBytes(StandardCharsets.UTF_8);
            var base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            Stream.of(value, HexFormat.of().formatHex(bytes), base64.substring(0, base64.length() - 2))
                    .forEach(form -> assertThat(text.contains(form)).as("%s holds a value", what).isFalse());
        }
    }

    @Test
    void notByTheVaultsTokenOfSupport() {
        var sam = vault.person(SAM_OF_SUPPORT, "support");
        var path = scene.key.path();
        for (var read : List.of("secret/data/" + path, "secret/data/" + path + "?version=2", "secret/subkeys/" + path, "secret/export/" + path)) {
            refused(sam, "GET", read, Map.of());
        }
        refused(sam, "POST", "secret/undelete/" + path, Map.of("versions", List.of(1)));
        refused(sam, "POST", "sys/wrapping/rewrap", Map.of("token", link));
        refused(sam, "POST", "sys/wrapping/unwrap", Map.of("token", link));
        refused(sam, "POST", "sys/policies/acl/support", Map.of("policy", "path \"secret/*\" { capabilities = [\"read\"] }"));
        refused(sam, "POST", "auth/approle/role/console/secret-id", Map.of());
        refused(sam, "POST", "auth/approle/role/trading-engine/secret-id", Map.of());
        refused(sam, "POST", "transit/decrypt/user-credentials", Map.of("ciphertext", "vault:v1:AAAA"));
        assertThat(sam.send("GET", "secret/metadata/" + path)).satisfies(metadata -> {
            assertThat(metadata.ok()).as("he sees that it is there").isTrue();
            holdsNoValue("the metadata", metadata.body().toString());
        });
        assertThat(VaultCaller.tryJwt(vault.address(), "user", people.idToken(SAM_OF_SUPPORT)).ok()).as("signed in as a user").isFalse();
        assertThat(VaultCaller.tryJwt(vault.address(), "admin", people.idToken(SAM_OF_SUPPORT)).ok()).as("signed in as an admin").isFalse();
    }

    private void refused(VaultCaller caller, String method, String path, Map<String, ?> body) {
        var answer = caller.send(method, path, body);
        assertThat(answer.ok()).as("%s %s", method, path).isFalse();
        holdsNoValue(path, answer.body().toString());
        assertThat(caller.isAlive()).isTrue();
    }

    /** Whoever gets hold of a link that was not used learns which request it is for, and the owner finds it used. */
    @Test
    void notByALinkThatHeLaidHandsOn() {
        long other = scene.ready(RequestKind.ROTATION);
        var stolen = Scene.code(requests.link(other));
        var unwrapped = vault.person(SAM_OF_SUPPORT, "support").send("POST", "sys/wrapping/unwrap", Map.of("token", stolen));
        holdsNoValue("the link", unwrapped.body().toString());
        assertThatExceptionOfType(LinkVoidException.class).isThrownBy(() -> requests.open(other, stolen));
        scene.as(SAM_OF_SUPPORT);
        assertThatExceptionOfType(LinkVoidException.class).isThrownBy(() -> requests.open(other, stolen));
    }

    @Test
    void notByTheConsole() {
        people.signIn(SAM_OF_SUPPORT);
        holdsNoValue("the request", requests.find(id).orElseThrow().toString());
        holdsNoValue("the queue", requests.page(new RequestFilter(Queue.ENDED, scene.key.key(), null, null, null), null, 50).toString());
        holdsNoValue("the look-up", lookup.look(ALICE, "She called about it").toString());
        holdsNoValue("the directory", directory.search(scene.key.key(), PageRequest.of(0, 50)).toString());
        for (ThrowingCallable attempt : List.<ThrowingCallable>of(() -> credentials.reveal(scene.key, "api_secret"), () -> credentials.read(scene.key),
                () -> credentials.detail(scene.key), () -> credentials.compare(scene.key, 1, 2), () -> credentials.rollBack(scene.key, 1, null),
                () -> requests.link(id), () -> requests.open(id, link))) {
            assertThat(catchThrowable(attempt)).isNotNull().satisfies(refusal -> holdsNoValue("the refusal", String.valueOf(refusal)));
        }
    }

    @Test
    void notByTheGateway() throws Exception {
        var gateway = MockMvcBuilders.webAppContextSetup(console).apply(springSecurity()).build();
        var token = people.accessToken(SAM_OF_SUPPORT);
        for (var what : List.of("retrieve", "versions", "rollback", "restore", "batch")) {
            var body = what.equals("batch") ? "{\"requests\": [%s]}".formatted(naming()) : naming();
            var answer = gateway.perform(MockMvcRequestBuilders.post("/v1/credentials/" + what).header("Authorization", "Bearer " + token)
                    .contentType(MediaType.APPLICATION_JSON).content(body)).andReturn().getResponse();
            assertThat(answer.getStatus()).as(what).isBetween(400, 499);
            holdsNoValue("the answer to " + what, answer.getContentAsString());
        }
    }

    private String naming() {
        return "{\"user_id\": \"alice\", \"broker\": \"%s\", \"version\": 1}".formatted(scene.key.key());
    }

    /** All of it, as the database's owner reads it, with whatever in it looks like a token of Vault's. */
    @Test
    void notByTheDatabase() {
        long other = scene.ready(RequestKind.ROTATION);
        var unused = Scene.code(requests.link(other));
        var tokens = new ArrayList<String>();
        for (var table : database.sql("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
                .query(String.class).list()) {
            database.sql("select t::text from " + table + " t").query(found -> {
                var row = found.getString(1);
                holdsNoValue(table, row);
                assertThat(row.contains(unused)).as("%s has a link that a person asked for", table).isFalse();
                LIKE_A_TOKEN.matcher(row).results().forEach(token -> tokens.add(token.group()));
            });
        }
        for (var token : tokens) {
            var holder = new VaultCaller(vault.address(), token);
            holdsNoValue("what a token is for", holder.send("GET", "secret/data/" + scene.key.path()).body().toString());
            holdsNoValue("what a token unwraps", holder.send("POST", "sys/wrapping/unwrap").body().toString());
        }
        assertThat(requests.open(other, unused).summary().owner()).isEqualTo(new UserId("alice"));
    }
}
