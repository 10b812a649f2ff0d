package io.nija.vault.bench;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Drives something with calls, each connection sending the next one as soon as it has its answer. */
final class Wrk {

    private static final String TIMEOUT = "10s";

    private final Children children;

    Wrk(Children children) {
        this.children = children;
    }

    /** @param once whether no call may be sent twice */
    Load run(URI address, List<Call> calls, boolean once, int connections, int seconds) {
        var file = children.directory().resolve("requests");
        Call.write(calls, address, file);
        var environment = new HashMap<>(Map.of("REQUESTS", file.toString()));
        if (once) {
            environment.put("ONCE", "yes");
        }
        return Load.parse(children.run("wrk", environment, List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s",
                "--timeout", TIMEOUT, "-s", script().toString(), address.toString())));
    }

    private static Path script() {
        try {
            return Path.of(Wrk.class.getResource("/bench/replay.lua").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
