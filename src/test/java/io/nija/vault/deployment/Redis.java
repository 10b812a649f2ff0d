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

    /** How many it holds, by the consoles' own user. */
    int entries() throws IOException {
        var password = deployment().secret("console/redis.url").replaceAll(".*:(\\w+)@.*", "$1");
        var command = new ArrayList<>(List.of("env", "REDISCLI_AUTH=" + password));
        Programs.environment().forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of(Programs.find("redis-cli"), "-h", "localhost", "-p", String.valueOf(deployment().port("redis:6379")), "--tls",
                "--cacert", inside("/redis/tls/ca.crt").toString(), "--user", "console", "dbsize"));
        return Integer.parseInt(Deployment.run(deployment().directory(), command.toArray(String[]::new)).replaceAll("\\D", ""));
    }
}
