package io.nija.vault.vault;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.VaultCaller;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.vault.authentication.AppRoleAuthentication;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.RoleId;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.SecretId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

class VaultSessionTest {

    static DevVault vault;
    static VaultCaller root;
    static VaultConnection connection;

    final ByHand scheduler = new ByHand();
    final AtomicInteger logins = new AtomicInteger();
    final List<VaultSession> opened = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        vault = DevVault.start();
        root = vault.root();
        connection = new VaultConnection(VaultProperties.forOneErrand(vault.address()));
        root.send("POST", "sys/auth/approle", Map.of("type", "approle"));
        root.send("POST", "sys/policies/acl/session", Map.of("policy", "path \"secret/data/open\" { capabilities = [\"create\", \"read\", \"update\"] }"));
        root.send("POST", "secret/data/open", Map.of("data", Map.of("a", "b")));
    }

    @AfterAll
    static void stop() throws IOException {
        connection.close();
        vault.close();
    }

    @AfterEach
    void close() {
        opened.forEach(VaultSession::close);
    }

    private VaultSession session(Map<String, Object> role, TaskScheduler with) {
        var settings = new HashMap<String, Object>(Map.of("token_policies", List.of("session"), "token_type", "service"));
        settings.putAll(role);
        var path = "auth/approle/role/r" + System.nanoTime();
        root.send("POST", path, settings);
        var appRole = AppRoleAuthenticationOptions.builder()
                .roleId(RoleId.provided(root.send("GET", path + "/role-id").body().at("/data/role_id").asString()))
                .secretId(SecretId.provided(root.send("POST", path + "/secret-id").body().at("/data/secret_id").asString())).build();
        var session = new VaultSession(connection, c -> {
            var login = new AppRoleAuthentication(appRole, c.withoutToken());
            return () -> {
                logins.incrementAndGet();
                return login.login();
            };
        }, with);
        opened.add(session);
        return session;
    }

    private static Object read(VaultSession session) {
        return session.call(v -> v.read("secret/data/open")).getRequiredData();
    }

    private static Map<String, Object> self(VaultSession session) {
        return session.call(v -> v.read("auth/token/lookup-self")).getRequiredData();
    }

    private static String accessor(VaultSession session) {
        return self(session).get("accessor").toString();
    }

    private static boolean exists(String accessor) {
        return root.send("POST", "auth/token/lookup-accessor", Map.of("accessor", accessor)).ok();
    }

    private static void revoke(String accessor) {
        assertThat(root.send("POST", "auth/token/revoke-accessor", Map.of("accessor", accessor)).ok()).isTrue();
    }

    @Test
    void renewsItsTokenAtFourFifthsOfItsLife() throws InterruptedException {
        var session = session(Map.of("token_ttl", "100s"), scheduler);
        var before = accessor(session);
        assertThat(scheduler.planned).singleElement()
                .satisfies(renewal -> assertThat(renewal.at()).isCloseTo(Instant.now().plusSeconds(80), within(Duration.ofSeconds(3))));
        TimeUnit.MILLISECONDS.sleep(1100);
        assertThat((Integer) self(session).get("ttl")).isLessThan(100);

        scheduler.runLast();

        assertThat((Integer) self(session).get("ttl")).isGreaterThanOrEqualTo(99);
        assertThat(accessor(session)).isEqualTo(before);
        assertThat(logins).hasValue(1);
        assertThat(scheduler.planned).hasSize(2);
    }

    @Test
    void logsInAnewWhenRenewalYieldsNoMore() {
        var session = session(Map.of("token_ttl", "8s", "token_max_ttl", "9s"), scheduler);
        var before = accessor(session);

        scheduler.runLast();
        read(session);

        assertThat(accessor(session)).isNotEqualTo(before);
        assertThat(logins).hasValue(2);
    }

    @Test
    void outlivesItsTokensOfAFewSeconds() throws InterruptedException {
        try (var clockwork = new SimpleAsyncTaskScheduler()) {
            var session = session(Map.of("token_ttl", "1s", "token_max_ttl", "2s"), clockwork);
            var end = Instant.now().plusSeconds(3);
            while (Instant.now().isBefore(end)) {
                read(session);
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(logins.get()).isBetween(2, 12);
        }
    }

    @Test
    void logsInAnewWhenATokenThatCannotBeRenewedHasExpired() throws InterruptedException {
        var session = session(Map.of("token_ttl", "3s", "token_type", "batch"), scheduler);
        read(session);
        TimeUnit.MILLISECONDS.sleep(3500);

        read(session);

        assertThat(logins).hasValue(2);
    }

    @Test
    void logsInAnewWhenItsTokenWasRevokedBehindItsBack() {
        var session = session(Map.of("token_ttl", "100s"), scheduler);
        revoke(accessor(session));

        read(session);

        assertThat(logins).hasValue(2);
    }

    @Test
    void aPolicysRefusalIsNoReasonToLogInAnew() {
        var session = session(Map.of("token_ttl", "100s"), scheduler);
        var before = accessor(session);

        assertThatExceptionOfType(VaultDeniedException.class).isThrownBy(() -> session.call(v -> v.read("secret/data/closed")));

        assertThat(logins).hasValue(1);
        assertThat(exists(before)).isTrue();
    }

    @Test
    void revokesItsTokenWhenClosed() {
        var session = session(Map.of("token_ttl", "100s"), scheduler);
        var accessor = accessor(session);
        assertThat(exists(accessor)).isTrue();

        session.close();

        assertThat(exists(accessor)).isFalse();
        scheduler.runLast();
        assertThat(logins).hasValue(1);
    }

    @Test
    void aSessionThatWasNeverUsedNeverLogsIn() {
        session(Map.of("token_ttl", "100s"), scheduler).close();

        assertThat(logins).hasValue(0);
    }

    @Test
    void manyFirstCallsAtOnceLogInOnce() throws Exception {
        var session = session(Map.of("token_ttl", "100s"), scheduler);

        atOnce(16, () -> read(session));

        assertThat(logins).hasValue(1);
    }

    @Test
    void manyCallsAtOnceSurviveARevokedToken() throws Exception {
        var session = session(Map.of("token_ttl", "100s"), scheduler);
        for (int round = 0; round < 10; round++) {
            revoke(accessor(session));
            logins.set(0);

            atOnce(16, () -> read(session));

            assertThat(logins).hasValue(1);
        }
    }

    private static void atOnce(int number, Callable<?> call) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Future<?>>();
            for (int i = 0; i < number; i++) {
                calls.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            start.countDown();
            for (var one : calls) {
                one.get(20, TimeUnit.SECONDS);
            }
        }
    }
}
