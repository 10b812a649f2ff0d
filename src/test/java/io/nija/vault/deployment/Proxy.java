package io.nija.vault.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The proxy of a deployment, the only way in. */
final class Proxy extends ServiceProcess {

    Proxy(Deployment deployment) throws IOException {
        super(deployment, "proxy", Map.of("*:443", "127.0.0.1:" + deployment.port("proxy:443")));
    }

    @Override
    List<String> command() {
        try {
            var command = new ArrayList<>(List.of(Programs.find("haproxy")));
            command.addAll(super.command().subList(1, super.command().size()));
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    Map<String, String> environment() {
        var environment = super.environment();
        // What is a name to look up there is an address here, so that no name server is asked.
        environment.replaceAll((variable, value) -> value.replaceFirst("^localhost:", "127.0.0.1:"));
        try {
            environment.putAll(Programs.environment());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return environment;
    }
}
