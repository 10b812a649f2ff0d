package io.nija.vault.vault;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the console reads of the cluster with its own token, while nobody looks. */
@Component
public class NodeReadings {

    private static final Pattern GO_DURATION = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:([\\d.]+)(s|ms|µs|us|ns))?");

    private final ConsoleVault vault;
    private final NodeCalls calls;

    NodeReadings(ConsoleVault vault, NodeCalls calls) {
        this.vault = vault;
        this.calls = calls;
    }

    /**
     * The node's own figures, in Prometheus' text format. Of that node: a standby, which forwards other requests, answers this itself.
     *
     * @throws VaultException when the node does not answer within a second, or refuses
     */
    public String metrics(URI node) {
        return vault.callWithToken(token -> calls.read(node, "sys/metrics?format=prometheus", token));
    }

    /**
     * Empty when the storage is no raft.
     *
     * @throws VaultException when Vault does not answer or refuses
     */
    public Optional<RaftState> raft() {
        Map<String, Object> configuration;
        try {
            configuration = vault.read("sys/storage/raft/configuration");
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
        if (configuration == null || !(configuration.get("config") instanceof Map<?, ?> config) || !(config.get("servers") instanceof List<?> servers)) {
            return Optional.empty();
        }
        var state = vault.read("sys/storage/raft/autopilot/state");
        Map<?, ?> autopilot = state == null ? Map.of() : state;
        var judged = autopilot.get("servers") instanceof Map<?, ?> all ? all : Map.of();
        return Optional.of(new RaftState(servers.stream().map(Map.class::cast).map(server -> server(server, judged)).toList(),
                autopilot.get("failure_tolerance") instanceof Number tolerance ? tolerance.intValue() : null,
                autopilot.get("healthy") instanceof Boolean healthy ? healthy : null));
    }

    private static RaftState.Server server(Map<?, ?> server, Map<?, ?> judged) {
        var id = String.valueOf(server.get("node_id"));
        var verdict = judged.get(id) instanceof Map<?, ?> known ? known : Map.of();
        return new RaftState.Server(id, String.valueOf(server.get("address")), Boolean.TRUE.equals(server.get("leader")),
                Boolean.TRUE.equals(server.get("voter")), duration(verdict.get("last_contact")),
                verdict.get("last_index") instanceof Number index ? index.longValue() : null,
                verdict.get("healthy") instanceof Boolean healthy ? healthy : null);
    }

    /** As Go writes them: {@code 1h2m3.5s}, {@code 56.1ms}. */
    static @Nullable Duration duration(@Nullable Object text) {
        if (!(text instanceof String written) || written.isEmpty()) {
            return null;
        }
        var parts = GO_DURATION.matcher(written);
        if (!parts.matches()) {
            return null;
        }
        double nanosOfUnit = parts.group(4) == null ? 0 : switch (parts.group(4)) {
            case "s" -> 1e9;
            case "ms" -> 1e6;
            case "ns" -> 1;
            default -> 1e3;
        };
        return Duration.ofHours(number(parts.group(1))).plusMinutes(number(parts.group(2)))
                .plusNanos(parts.group(3) == null ? 0 : (long) (Double.parseDouble(parts.group(3)) * nanosOfUnit));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
