package io.nija.vault.gateway.cache;

import java.time.Duration;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.nija.vault.gateway.Redis;
import org.jspecify.annotations.Nullable;

/** In Redis, for several gateways. A block is an empty entry. */
class RedisStore implements EntryStore {

    private static final String PREFIX = "nija:key:";
    private static final byte[] BLOCKED = {};
    private static final String REMOVE_UNLESS_BLOCKED =
            "if redis.call('strlen', KEYS[1]) > 0 then return redis.call('del', KEYS[1]) end return 0";

    private final Redis redis;

    RedisStore(Redis redis) {
        this.redis = redis;
    }

    @Override
    public byte @Nullable [] get(String name) {
        byte[] entry = redis.ask(connection -> connection.sync().get(PREFIX + name));
        return entry == null || entry.length == 0 ? null : entry;
    }

    @Override
    public void putIfAbsent(String name, byte[] entry, Duration life) {
        redis.ask(connection -> connection.sync().set(PREFIX + name, entry, SetArgs.Builder.nx().px(life)));
    }

    @Override
    public void remove(String name) {
        redis.ask(connection -> connection.sync()
                .<Long>eval(REMOVE_UNLESS_BLOCKED, ScriptOutputType.INTEGER, new String[] { PREFIX + name }));
    }

    @Override
    public boolean block(String name, Duration pause) {
        return redis.askNow(connection -> connection.sync().set(PREFIX + name, BLOCKED, SetArgs.Builder.px(pause))) != null;
    }
}
