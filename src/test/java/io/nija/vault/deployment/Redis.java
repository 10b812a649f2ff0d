package io.nija.vault.deployment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The Redis of a deployment, in place of Valkey, whose program of this version reads the same file. */
final class Redis extends ServiceProcess {

    Redis(Deployment deployment) throws IOException {
        super(deployment, "redis", Map.of("tls-port 6379", "tls-port " + deployment.port("redis:6379"), "bind * -::*", "bind 127.0.0.1"));
    }

    @Override
    List<String> command() {
        try {
            var command = new ArrayList<>(List.of(Programs.find("redis-server")));
            command.addAll(super.command().subList(1, super.command().size()));
            return command;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    Map<String, String> environment() {
        try {
            return Programs.environment();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
