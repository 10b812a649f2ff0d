package io.nija.vault.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * What several gateways share. Nothing depends on it for being right: when it is down or slow, each gateway goes on by
 * itself, and asks it again a second later.
 */
@Component
@ConditionalOnProperty("redis.url")
public class Redis {

    private static final Logger log = LoggerFactory.getLogger(Redis.class);

    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Duration patience;
    private final RedisClient client;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable StatefulRedisConnection<String, byte[]> connection;
    private volatile Instant pausedUntil = Instant.MIN;

    @Autowired
    Redis(@Value("${redis.url}") String url) {
        this(url, PATIENCE);
    }

    Redis(String url, Duration patience) {
        this.patience = patience;
        var address = RedisURI.create(url);
        address.setTimeout(patience);
        client = RedisClient.create(address);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(patience.multipliedBy(5)).build())
                .build());
    }

    /** @return what Redis answers; null when it is down or slow, or was within the last second */
    public <T> @Nullable T ask(Function<StatefulRedisConnection<String, byte[]>, @Nullable T> question) {
        return Instant.now().isBefore(pausedUntil) ? null : askNow(question);
    }

    /** The same, even if it was down or slow just now. */
    public <T> @Nullable T askNow(Function<StatefulRedisConnection<String, byte[]>, @Nullable T> question) {
        try {
            return question.apply(connection());
        } catch (RedisException e) {
            if (!Instant.now().isBefore(pausedUntil)) {
                log.warn("Redis does not answer, so this gateway goes on without it: {}", e.getMessage());
            }
            pausedUntil = Instant.now().plus(PAUSE);
            return null;
        }
    }

    /**
     * Lettuce connects again by itself, but only after it has been connected once. Whoever finds another call at it does
     * not wait for long, as calls would queue up behind a Redis that does not answer.
     */
    private StatefulRedisConnection<String, byte[]> connection() {
        var open = connection;
        if (open != null) {
            return open;
        }
        if (!mayConnect()) {
            throw new RedisConnectionException("It is still being connected to");
        }
        try {
            open = connection;
            if (open == null) {
                open = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
                connection = open;
            }
            return open;
        } finally {
            connecting.unlock();
        }
    }

    private boolean mayConnect() {
        try {
            return connecting.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @PreDestroy
    void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
