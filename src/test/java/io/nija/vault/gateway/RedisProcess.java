package io.nija.vault.gateway;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.StringCodec;
import io.nija.vault.testing.DevVault;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import redis.embedded.RedisServer;

/** A Redis of a test's own on this machine, which may be stopped, started once more, and made to hang. */
public final class RedisProcess implements AutoCloseable {

    private final int port;
    private final List<Redis> clients = new ArrayList<>();
    private RedisServer server;

    private RedisProcess(int port) throws IOException {
        this.port = port;
        server = newServer();
    }

    public static RedisProcess start() throws IOException {
        var redis = new RedisProcess(DevVault.freePort());
        redis.server.start();
        return redis;
    }

    private RedisServer newServer() throws IOException {
        return RedisServer.newRedisServer().port(port).setting("bind 127.0.0.1").setting("save \"\"").setting("appendonly no").build();
    }

    public void startAgain() throws IOException {
        server = newServer();
        server.start();
    }

    public void stop() throws IOException {
        server.stop();
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** A gateway's connection to it, more patient than in production, as the machine may be busy. */
    public Redis client() {
        return client(Duration.ofSeconds(2));
    }

    /** @param patience for each answer; 100 ms in production */
    public Redis client(Duration patience) {
        var client = new Redis(url(), patience);
        clients.add(client);
        return client;
    }

    public Redis client(String url) {
        var client = new Redis(url);
        clients.add(client);
        return client;
    }

    /** As the gateway's parts are given it; null for none. */
    public static ObjectProvider<Redis> provider(@Nullable Redis redis) {
        var beans = new StaticListableBeanFactory();
        if (redis != null) {
            beans.addBean("redis", redis);
        }
        return beans.getBeanProvider(Redis.class);
    }

    /** Answers nobody for about as long. Returns once it has fallen silent. */
    public void hang(int seconds) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            say(socket, "DEBUG SLEEP " + seconds);
            socket.shutdownOutput();
        }
        while (answers()) {
            Thread.onSpinWait();
        }
    }

    private boolean answers() throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(100);
            say(socket, "PING");
            return socket.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static void say(Socket socket, String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** All that lies in it, names and contents, byte for byte. */
    public String dump() {
        try (var client = RedisClient.create(url()); var connection = client.connect(StringCodec.ASCII)) {
            var commands = connection.sync();
            var all = new StringBuilder();
            commands.keys("*").forEach(name -> all.append(name).append('=').append(commands.get(name)).append('\n'));
            return all.toString();
        }
    }

    public List<String> names() {
        return dump().lines().map(line -> line.split("=", 2)[0]).toList();
    }

    @Override
    public void close() throws IOException {
        clients.forEach(Redis::close);
        server.stop();
    }
}
