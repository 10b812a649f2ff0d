package io.nija.vault.shell;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.RouteConfiguration;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.credentials.KeyMaterial;
import io.nija.vault.requests.NewRequest;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.Requests;
import io.nija.vault.requests.Urgency;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** Which role opens which view. A view that is not in the table makes this fail. */
class AccessToViewsTest extends ViewTest {

    private enum Visitor { USER, SUPPORT, ADMIN, WITHOUT_ROLE, NOT_SIGNED_IN }

    private static final Set<Visitor> SIGNED_IN = Set.of(Visitor.USER, Visitor.SUPPORT, Visitor.ADMIN, Visitor.WITHOUT_ROLE);
    private static final Set<Visitor> USERS = Set.of(Visitor.USER);
    private static final Set<Visitor> STAFF = Set.of(Visitor.SUPPORT, Visitor.ADMIN);

    private static final Map<String, Set<Visitor>> MAY_OPEN = Map.ofEntries(
            entry("", SIGNED_IN),
            entry("keys", USERS),
            entry("keys/:key", USERS),
            entry("keys/:key/rotate", USERS),
            entry("add/:broker?", USERS),
            entry("activity", USERS),
            entry("revoked", USERS),
            entry("my-requests", USERS),
            entry("requests", STAFF),
            entry("requests/reports", STAFF),
            entry("requests/:number", Set.of(Visitor.USER, Visitor.SUPPORT, Visitor.ADMIN)),
            entry("requests/:number/complete", Set.of(Visitor.USER, Visitor.SUPPORT, Visitor.ADMIN)),
            entry("lookup", STAFF),
            entry("directory", STAFF),
            entry("audit", Set.of(Visitor.ADMIN)),
            entry("audit/coverage", Set.of(Visitor.ADMIN)),
            entry("audit/integrity", Set.of(Visitor.ADMIN)),
            entry("backups/drills", Set.of(Visitor.ADMIN)),
            entry("backups/changes", Set.of(Visitor.ADMIN)),
            entry("dashboard", Set.of(Visitor.USER, Visitor.SUPPORT, Visitor.ADMIN)),
            entry("alerts", Set.of(Visitor.ADMIN)),
            entry("expiry-rules", Set.of(Visitor.ADMIN)),
            entry("notices", Set.of(Visitor.USER, Visitor.SUPPORT, Visitor.ADMIN)),
            entry("notices/preferences", Set.of(Visitor.USER, Visitor.SUPPORT, Visitor.ADMIN)),
            entry("backups", Set.of(Visitor.ADMIN)),
            entry("cluster", Set.of(Visitor.ADMIN)),
            entry("cluster/metrics", Set.of(Visitor.ADMIN)),
            entry("cluster/setup", Set.of(Visitor.ADMIN)),
            entry("policies", Set.of(Visitor.ADMIN)),
            entry("policies/text/:name*", Set.of(Visitor.ADMIN)),
            entry("policies/access", Set.of(Visitor.ADMIN)),
            entry("policies/zero-knowledge", Set.of(Visitor.ADMIN)),
            entry("sign-in-not-confirmed", SIGNED_IN),
            entry("sign-in-failed", Set.of(Visitor.values())),
            entry("sign-in-paused", Set.of(Visitor.values())),
            entry("session-ended", Set.of(Visitor.values())));

    static Stream<Arguments> everyVisitAtAll() {
        return MAY_OPEN.keySet().stream().sorted()
                .flatMap(route -> Stream.of(Visitor.values()).map(visitor -> Arguments.of(route, visitor)));
    }

    @Autowired
    Credentials credentials;

    @Autowired
    Requests requests;

    CredentialId key = People.newKey(People.ALICE, "kraken");
    long request;

    @BeforeEach
    void storeAKeyThatSomethingIsAskedFor() {
        credentials.add(key, new KeyMaterial(SecretValue.of("k".repeat(16)), SecretValue.of("s".repeat(16)), Map.of()), KeyDescription.EMPTY);
        request = requests.ask(new NewRequest(key, RequestKind.ROTATION, Urgency.LOW, "Time for it", null));
    }

    @Test
    void theTableKnowsEveryView() {
        assertThat(RouteConfiguration.forApplicationScope().getAvailableRoutes()).extracting(route -> route.getTemplate())
                .containsExactlyInAnyOrderElementsOf(MAY_OPEN.keySet());
    }

    @ParameterizedTest(name = "/{0} by {1}")
    @MethodSource("everyVisitAtAll")
    void opensForThoseInTheTableAndNobodyElse(String route, Visitor visitor) {
        openAs(() -> signIn(visitor));

        UI.getCurrent().navigate(route.replace(":key", key.key()).replace(":number", String.valueOf(request)).replace(":broker?", "kraken").replace(":name*", "user"));

        boolean allowed = MAY_OPEN.get(route).contains(visitor);
        if (visitor == Visitor.NOT_SIGNED_IN && !allowed) {
            assertThat(shown()).isEmpty();
        } else {
            assertThat(shown()).get().extracting(Object::getClass).isEqualTo(allowed ? destination(route, visitor) : AccessDeniedPage.class);
        }
    }

    /** The view of the route; the start leads on to the first view of those who have one. */
    private static Class<?> destination(String route, Visitor visitor) {
        var template = !route.isEmpty() || visitor == Visitor.WITHOUT_ROLE ? route : visitor == Visitor.USER ? "keys" : "dashboard";
        return RouteConfiguration.forApplicationScope().getAvailableRoutes().stream()
                .filter(r -> r.getTemplate().equals(template)).findFirst().orElseThrow().getNavigationTarget();
    }

    private void signIn(Visitor visitor) {
        switch (visitor) {
            case USER -> people.signIn(People.ALICE);
            case SUPPORT -> people.signIn(People.SAM_OF_SUPPORT);
            case ADMIN -> people.signIn(People.ADA_THE_ADMIN);
            case WITHOUT_ROLE -> people.pretend(new UserId("nina"));
            case NOT_SIGNED_IN -> people.signOut();
        }
    }
}
