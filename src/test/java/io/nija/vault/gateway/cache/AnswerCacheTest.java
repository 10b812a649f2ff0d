package io.nija.vault.gateway.cache;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.gateway.Answer;
import io.nija.vault.gateway.GatewayProperties;
import io.nija.vault.gateway.RedisProcess;
import io.nija.vault.testing.DevVault;
import io.nija.vault.vault.TransitKey;
import io.nija.vault.vault.Transits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Copies of answers in memory and in Redis, under a real Transit key. */
class AnswerCacheTest {

    private enum Where { MEMORY, REDIS }

    static DevVault vault;
    static TransitKey transit;
    static RedisProcess redis;

    private final CredentialId key = CredentialId.parse(new UserId("zoe-" + UUID.randomUUID()), "kraken--main");

    @BeforeAll
    static void start() throws IOException {
        redis = RedisProcess.start();
        vault = DevVault.start();
        vault.root().send("POST", "sys/mounts/transit", Map.of("type", "transit"));
        vault.root().send("POST", "transit/keys/user-credentials");
        transit = Transits.at(vault.address(), vault.rootToken().expose());
    }

    @AfterAll
    static void stop() throws IOException {
        vault.close();
        redis.close();
    }

    private static Caches gateway(Where where) {
        return Caches.over(transit, where == Where.REDIS ? redis.client() : null);
    }

    private static Answer answer(int version) {
        return new Answer(version, ("{\"api_key\":\"the value of version " + version + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static Instant soon() {
        return Instant.now().plusSeconds(60);
    }

    private int found(Caches gateway) {
        var found = gateway.cache().find(key);
        return found == null ? 0 : found.version();
    }

    @ParameterizedTest
    @EnumSource
    void givesAnAnswerOnceMore(Where where) {
        var gateway = gateway(where);
        assertThat(gateway.cache().find(key)).isNull();

        gateway.cache().keep(key, answer(1), soon());

        assertThat(gateway.cache().find(key).json()).isEqualTo(answer(1).json());
        assertThat(gateway.cache().find(CredentialId.parse(new UserId("yan"), "kraken--main"))).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatIsThereStaysUntilItIsForgotten(Where where) {
        var gateway = gateway(where);
        gateway.cache().keep(key, answer(2), soon());
        gateway.cache().keep(key, answer(1), soon());
        assertThat(found(gateway)).isEqualTo(2);

        gateway.cache().forget(key);
        gateway.cache().keep(key, answer(3), soon());

        assertThat(found(gateway)).isEqualTo(3);
    }

    /** As of a reader who asked Vault before a change and is slow. */
    @ParameterizedTest
    @EnumSource
    void whatWasReadBeforeAChangeDoesNotComeInAfterIt(Where where) {
        var gateway = gateway(where);
        gateway.cache().keep(key, answer(1), soon());

        assertThat(gateway.cache().drop(key)).isTrue();
        assertThat(found(gateway)).isZero();
        gateway.cache().keep(key, answer(1), soon());
        gateway.cache().forget(key);
        gateway.cache().keep(key, answer(1), soon());

        assertThat(found(gateway)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerEndsWithTheCallersSignInOrTheSettingsLife(Where where) throws InterruptedException {
        var gateway = gateway(where);
        var shortLived = Caches.over(transit, where == Where.REDIS ? redis.client() : null, new GatewayProperties.Cache(true, Duration.ofSeconds(3)));
        var other = CredentialId.parse(new UserId("yan"), "okx");

        gateway.cache().keep(key, answer(1), Instant.now().plusSeconds(3));
        shortLived.cache().keep(other, answer(1), soon());
        assertThat(found(gateway)).isEqualTo(1);
        Thread.sleep(3200);

        assertThat(found(gateway)).isZero();
        assertThat(shortLived.cache().find(other)).isNull();
        gateway.cache().keep(key, answer(1), Instant.now().minusSeconds(1));
        assertThat(found(gateway)).isZero();
    }

    @Test
    void switchedOffItKeepsNothingAndStillDropsWhatOthersKeep() {
        var off = Caches.over(transit, redis.client(), new GatewayProperties.Cache(false, Duration.ofMinutes(5)));
        var on = gateway(Where.REDIS);
        off.cache().keep(key, answer(1), soon());
        assertThat(found(on)).isZero();
        on.cache().keep(key, answer(1), soon());
        assertThat(found(off)).isZero();

        assertThat(off.cache().drop(key)).isTrue();

        assertThat(found(on)).isZero();
    }

    @Test
    void gatewaysShareEntriesTheDataKeyAndWhatIsDropped() {
        var first = gateway(Where.REDIS);
        var second = gateway(Where.REDIS);

        first.cache().keep(key, answer(1), soon());
        assertThat(found(second)).isEqualTo(1);
        assertThat(second.keeper().seal().dataKey().wrapped()).isEqualTo(first.keeper().seal().dataKey().wrapped());

        second.cache().drop(key);
        assertThat(found(first)).isZero();
        first.cache().keep(key, answer(1), soon());
        assertThat(found(second)).isZero();
    }

    @Test
    void gatewaysInMemoryShareNothing() {
        var first = gateway(Where.MEMORY);
        first.cache().keep(key, answer(1), soon());

        assertThat(found(gateway(Where.MEMORY))).isZero();
    }

    @Test
    void nobodyLearnsFromRedisWhatIsKeptAndForWhom() {
        var gateway = gateway(Where.REDIS);
        gateway.cache().keep(key, answer(1), soon());
        gateway.cache().drop(CredentialId.parse(key.owner(), "interactive-brokers"));

        assertThat(redis.dump()).contains("nija:data-key", "nija:key:").doesNotContain("the value", "api_key", key.owner().value(), "kraken--main", "interactive-brokers",
                new String(gateway.keeper().seal().dataKey().bytes(), StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @EnumSource
    void whatWasSealedBeforeTheTransitKeyWasRotatedIsGone(Where where) {
        var first = gateway(where);
        var second = gateway(where);
        first.cache().keep(key, answer(1), soon());
        second.cache().keep(key, answer(1), soon());

        assertThat(vault.root().send("POST", "transit/keys/user-credentials/rotate").ok()).isTrue();
        Stream.of(first, second, first).forEach(gateway -> gateway.keeper().check());

        assertThat(found(first)).isZero();
        assertThat(found(second)).isZero();
        first.cache().keep(key, answer(2), soon());
        assertThat(found(first)).isEqualTo(2);
        if (where == Where.REDIS) {
            assertThat(found(second)).as("they agree on the new data key").isEqualTo(2);
        }
    }

    @Test
    void aDataKeyOfAnotherVaultInRedisIsReplaced() throws IOException {
        try (var own = RedisProcess.start()) {
            own.client().ask(connection -> connection.sync().set("nija:data-key", "vault:v1:bm90IG91cnM=".getBytes(StandardCharsets.US_ASCII)));

            var gateway = Caches.over(transit, own.client());
            gateway.cache().keep(key, answer(1), soon());

            assertThat(found(gateway)).isEqualTo(1);
            assertThat(found(Caches.over(transit, own.client()))).isEqualTo(1);
        }
    }

    @Test
    void withoutVaultThereIsNoCache() throws IOException {
        var gateway = Caches.over(Transits.at(URI.create("http://127.0.0.1:" + DevVault.freePort()), "none"), null);

        gateway.cache().keep(key, answer(1), soon());

        assertThat(found(gateway)).isZero();
        assertThat(gateway.cache().drop(key)).as("there is no copy that could be outdated").isTrue();
    }

    /** Others may share what this one cannot name as it does not have the data key yet. */
    @Test
    void aGatewayWithoutTheDataKeyDoesNotClaimToHaveDroppedWhatOthersShare() throws IOException {
        var gateway = Caches.over(Transits.at(URI.create("http://127.0.0.1:" + DevVault.freePort()), "none"), redis.client());

        assertThat(gateway.cache().drop(key)).isFalse();
    }

    @Test
    void whenRedisIsKilledThereIsNothingAndNoErrorAndLaterItGoesOn() throws Exception {
        try (var own = RedisProcess.start()) {
            var gateway = Caches.over(transit, own.client());
            gateway.cache().keep(key, answer(1), soon());
            own.stop();

            assertThat(quick(() -> found(gateway))).isZero();
            gateway.cache().keep(key, answer(1), soon());
            gateway.cache().forget(key);
            assertThat(gateway.cache().drop(key)).as("a copy may be there").isFalse();

            own.startAgain();
            awaitFound(gateway);
        }
    }

    @Test
    void whenRedisHangsThereIsNothingAndNoErrorAndLaterItGoesOn() throws Exception {
        try (var own = RedisProcess.start()) {
            var gateway = Caches.over(transit, own.client(Duration.ofMillis(500)));
            gateway.cache().keep(key, answer(1), soon());
            own.hang(10);

            assertThat(quick(() -> found(gateway))).isZero();
            assertThat(quick(() -> found(gateway))).isZero();
            assertThat(gateway.cache().drop(key)).as("a copy may be there").isFalse();

            Thread.sleep(11_000);
            gateway.cache().forget(key);
            awaitFoundUnlessBlocked(gateway);
        }
    }

    @Test
    void whenRedisIsDownAtFirstItIsUsedOnceItIsThere() throws Exception {
        try (var own = RedisProcess.start()) {
            own.stop();
            var gateway = Caches.over(transit, own.client());
            assertThat(quick(() -> found(gateway))).isZero();

            own.startAgain();
            awaitFound(gateway);
        }
    }

    private static int quick(IntSupplier question) {
        long start = System.nanoTime();
        int found = question.getAsInt();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        return found;
    }

    private void awaitFound(Caches gateway) throws InterruptedException {
        for (int tries = 0; tries < 400 && found(gateway) != 2; tries++) {
            gateway.keeper().check();
            gateway.cache().keep(key, answer(2), soon());
            Thread.sleep(50);
        }
        assertThat(found(gateway)).isEqualTo(2);
    }

    /** The block reached Redis, though it did not say so in time. */
    private void awaitFoundUnlessBlocked(Caches gateway) throws InterruptedException {
        gateway.cache().keep(key, answer(2), soon());
        assertThat(found(gateway)).isZero();
        var other = CredentialId.parse(key.owner(), "okx");
        for (int tries = 0; tries < 400 && gateway.cache().find(other) == null; tries++) {
            gateway.cache().keep(other, answer(2), soon());
            Thread.sleep(50);
        }
        assertThat(gateway.cache().find(other)).isNotNull();
    }
}
