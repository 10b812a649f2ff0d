package io.nija.vault.gateway.limit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.nija.vault.base.UserId;
import io.nija.vault.gateway.RedisProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How much one may ask for, of one gateway and of several, and whether or not Redis does its part. */
class LimitsTest {

    private final UserId zoe = new UserId("zoe-" + UUID.randomUUID());

    @Test
    void countsDownToNothingAndSaysWhenThereIsMore() {
        var limits = LowLimits.of(3, 100, null);

        assertThat(limits.ofUser(zoe, 1)).satisfies(first -> {
            assertThat(first.allowed()).isTrue();
            assertThat(first.policyHeader()).isEqualTo("\"user\";q=3;w=60");
            assertThat(first.header()).isEqualTo("\"user\";r=2;t=20");
        });
        assertThat(limits.ofUser(zoe, 2).header()).isEqualTo("\"user\";r=0;t=60");
        assertThat(limits.ofUser(zoe, 1)).satisfies(refused -> {
            assertThat(refused.allowed()).isFalse();
            assertThat(refused.retryAfter()).isBetween(19L, 20L);
            assertThat(refused.header()).startsWith("\"user\";r=0;");
        });
        assertThat(limits.ofUser(new UserId("yan"), 1).allowed()).as("others have their own").isTrue();
    }

    @Test
    void aBatchThatIsTooLargeTakesNothing() {
        var limits = LowLimits.of(10, 100, null);
        limits.ofUser(zoe, 5);

        assertThat(limits.ofUser(zoe, 6).allowed()).isFalse();

        assertThat(limits.ofUser(zoe, 5).allowed()).isTrue();
    }

    @Test
    void addressesHaveALimitOfTheirOwn() {
        var limits = LowLimits.of(1, 2, null);

        assertThat(limits.ofAddress("192.0.2.1").policyHeader()).isEqualTo("\"address\";q=2;w=60");
        assertThat(limits.ofAddress("192.0.2.1").allowed()).isTrue();
        assertThat(limits.ofAddress("192.0.2.1").allowed()).isFalse();
        assertThat(limits.ofAddress("192.0.2.2").allowed()).isTrue();
    }

    @Test
    void severalGatewaysCountTogether() throws IOException {
        try (var redis = RedisProcess.start()) {
            var first = LowLimits.of(4, 100, redis.client());
            var second = LowLimits.of(4, 100, redis.client());

            assertThat(first.ofUser(zoe, 3).remaining()).isEqualTo(1);
            assertThat(second.ofUser(zoe, 1).remaining()).isZero();
            assertThat(first.ofUser(zoe, 1).allowed()).isFalse();
            assertThat(redis.names()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "killed", "hanging" })
    void withoutRedisEachGatewayCountsByItself(String how) throws Exception {
        try (var redis = RedisProcess.start()) {
            var limits = LowLimits.of(5, 100, redis.client(Duration.ofMillis(500)));
            assertThat(limits.ofUser(zoe, 1).remaining()).isEqualTo(4);
            if (how.equals("killed")) {
                redis.stop();
            } else {
                redis.hang(10);
            }

            long start = System.nanoTime();
            var allowed = IntStream.range(0, 8).filter(i -> limits.ofUser(zoe, 1).allowed()).count();

            assertThat(allowed).isEqualTo(5);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    /** With many at once, as they must not wait for each other's attempts to connect. */
    @Test
    void aRedisThatNeverAnswersHoldsUpNobody() throws Exception {
        try (var silent = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress()); var redis = RedisProcess.start();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var limits = LowLimits.of(1000, 1000, redis.client("redis://127.0.0.1:" + silent.getLocalPort()));

            long start = System.nanoTime();
            var all = IntStream.range(0, 50).mapToObj(i -> threads.submit(() -> limits.ofUser(zoe, 1).allowed())).toList();
            for (var one : all) {
                assertThat(one.get()).isTrue();
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
