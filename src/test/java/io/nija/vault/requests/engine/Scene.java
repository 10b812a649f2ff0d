package io.nija.vault.requests.engine;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.credentials.KeyMaterial;
import io.nija.vault.requests.Approval.Decision;
import io.nija.vault.requests.NewRequest;
import io.nija.vault.requests.RequestDetail;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestState;
import io.nija.vault.requests.Requests;
import io.nija.vault.requests.Urgency;
import io.nija.vault.testing.People;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.nija.vault.testing.People.ADA_THE_ADMIN;
import static io.nija.vault.testing.People.ALICE;
import static io.nija.vault.testing.People.BOB;
import static io.nija.vault.testing.People.SAM_OF_SUPPORT;

/** Alice with a key of hers, Sam and Sue of support, and Ada the admin, each at the console by turns. */
final class Scene {

    static final UserId SUE = new UserId("sue");
    static final String SECRET = "a-secret-of-alice";

    private final Requests requests;
    private final Credentials credentials;
    private final People people;
    private final JdbcClient database;
    final CredentialId key = People.newKey(ALICE, "kraken");

    Scene(Requests requests, Credentials credentials, People people, JdbcClient database) {
        this.requests = requests;
        this.credentials = credentials;
        this.people = people;
        this.database = database;
        known(SAM_OF_SUPPORT, "Sam Seller", "SUPPORT");
        known(SUE, "Sue Stone", "SUPPORT");
        known(ADA_THE_ADMIN, "Ada Admin", "ADMIN");
        people.signIn(ALICE);
        credentials.add(key, material("first"), KeyDescription.EMPTY);
    }

    /** As their sign-in in a browser would have it. */
    private void known(UserId person, String name, String role) {
        database.sql("""
                insert into person (id, name, roles, seen) values (:id, :name, :roles, :seen)
                on conflict (id) do update set name = excluded.name, roles = excluded.roles""").param("id", person.value()).param("name", name)
                .param("roles", new String[] { role }).param("seen", Timestamp.from(Instant.now())).update();
    }

    static KeyMaterial material(String round) {
        return new KeyMaterial(SecretValue.of("a-key-of-alice-" + round), SecretValue.of(SECRET + "-" + round), Map.of());
    }

    /** Only Alice goes to the vault herself. */
    Scene as(UserId person) {
        if (person.equals(ALICE)) {
            people.signIn(ALICE);
        } else {
            people.pretend(person, person.equals(ADA_THE_ADMIN) ? "admin" : person.equals(BOB) ? "user" : "support");
        }
        return this;
    }

    /** As Alice. */
    int rotate() {
        return credentials.rotate(key, material("second"), null);
    }

    long ask(RequestKind kind) {
        return requests.ask(new NewRequest(key, kind, Urgency.NORMAL, "Somebody may have seen it", "I left my desk for a moment"));
    }

    RequestDetail detail(long id) {
        return requests.find(id).orElseThrow();
    }

    RequestState state(long id) {
        return detail(id).summary().state();
    }

    /** Asked for by Alice and claimed by Sam, who is at the console then. */
    long claimed(RequestKind kind) {
        long id = as(ALICE).ask(kind);
        as(SAM_OF_SUPPORT);
        requests.claim(id);
        return id;
    }

    /** With Ada's approval where it needs one. Alice is at the console then. */
    long ready(RequestKind kind) {
        long id = claimed(kind);
        if (kind.sensitive()) {
            requests.askForApproval(id, "She asks for it");
            approve(id);
        }
        requests.makeReady(id, null);
        as(ALICE);
        return id;
    }

    /** By Ada; Sam is at the console then. */
    void approve(long id) {
        as(ADA_THE_ADMIN);
        requests.decide(detail(id).approvals().getLast().id(), Decision.APPROVED, "She called");
        as(SAM_OF_SUPPORT);
    }

    static String code(String link) {
        return URLDecoder.decode(link.substring(link.indexOf("code=") + 5), StandardCharsets.UTF_8);
    }
}
