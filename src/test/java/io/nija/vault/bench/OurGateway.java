package io.nija.vault.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.nija.vault.testing.DevVault;

/** The console's jar as in production, with its gateway. */
final class OurGateway implements AutoCloseable {

    static final String CLIENT = "vault-console";

    private static final Path JAR = Path.of("target", "vault-console.jar").toAbsolutePath();
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    /** Calls a minute. A limit would be measured instead of the gateway, but without one its cost would be missing. */
    private static final String NO_LIMIT = "100000000";

    enum Cache {
        NONE("without cache"), MEMORY("memory cache"), REDIS("Redis cache");

        /** What the gateway with it is called in the output. */
        final String subject;

        Cache(String subject) {
            this.subject = subject;
        }

        private String processName() {
            return "gateway_" + name().toLowerCase(Locale.ROOT);
        }
    }

    private final Children children;
    private final Process process;
    private final Subject subject;

    private OurGateway(Children children, Process process, Subject subject) {
        this.children = children;
        this.process = process;
        this.subject = subject;
    }

    /** Returns as soon as it says that it is ready. */
    static OurGateway start(Surroundings surroundings, Cache cache) throws IOException {
        if (!Files.exists(JAR)) {
            throw new BenchException("there is no " + JAR + "; make it by: ./vault-console build");
        }
        var name = cache.processName();
        int port = DevVault.freePort();
        var command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(surroundings.options().jvm());
        command.addAll(List.of("-jar", JAR.toString()));
        var process = surroundings.children().start(name, Path.of("").toAbsolutePath(), environment(surroundings, cache, port), command);
        var address = URI.create("http://127.0.0.1:" + port);
        Waiting.until(surroundings.children(), name, process, () -> Waiting.answers(address.resolve("/actuator/health/readiness")));
        return new OurGateway(surroundings.children(), process, new Subject(cache.subject, address, parts(surroundings, cache, process)));
    }

    private static Map<String, String> environment(Surroundings surroundings, Cache cache, int port) {
        var environment = new HashMap<>(Map.of(
                "SERVER_ADDRESS", "127.0.0.1",
                "SERVER_PORT", String.valueOf(port),
                "VAULT_ADDR", surroundings.vault().address().toString(),
                "VAULT_ROLE_ID", surroundings.appRole().roleId(),
                "VAULT_SECRET_ID", surroundings.appRole().secretId().expose(),
                "SPRING_DATASOURCE_URL", surroundings.database().create(cache.processName()),
                "SPRING_DATASOURCE_USERNAME", BenchDatabase.USER,
                "SPRING_DATASOURCE_PASSWORD", BenchDatabase.USER));
        environment.putAll(Map.of(
                "OIDC_ISSUER_URI", surroundings.issuer().uri().toString(),
                "OIDC_CLIENT_ID", CLIENT,
                "OIDC_CLIENT_SECRET", "nobody-signs-in",
                "GATEWAY_CACHE_ENABLED", String.valueOf(cache != Cache.NONE),
                "GATEWAY_LIMIT_USER", NO_LIMIT,
                "GATEWAY_LIMIT_ADDRESS", NO_LIMIT));
        if (cache == Cache.REDIS) {
            environment.put("REDIS_URL", surroundings.redis().url());
        }
        return environment;
    }

    private static Map<String, ProcessHandle> parts(Surroundings surroundings, Cache cache, Process process) {
        var parts = new LinkedHashMap<String, ProcessHandle>();
        parts.put(Subject.ITSELF, process.toHandle());
        parts.put(Subject.POSTGRESQL, surroundings.database().process());
        if (cache == Cache.REDIS) {
            parts.put(Subject.REDIS, surroundings.redis().process());
        }
        parts.put(Subject.VAULT, surroundings.vault().process());
        return parts;
    }

    Subject subject() {
        return subject;
    }

    @Override
    public void close() {
        children.end(process);
    }
}
