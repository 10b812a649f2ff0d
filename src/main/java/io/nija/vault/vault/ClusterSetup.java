package io.nija.vault.vault;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.vault.core.VaultOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the cluster is set up, read under the signed-in admin's own token. Each method throws {@link VaultException} when Vault
 * does not answer or refuses.
 */
@Component
public class ClusterSetup {

    private static final JsonMapper JSON = new JsonMapper();

    /** Lists that are asked for to count leases: a prefix that has very many below it is not gone through to the end. */
    private static final int MOST_LISTS = 60;

    /** @param version of a KV engine; null for others */
    public record Mount(String path, String type, @Nullable String version, String description) {
    }

    /** @param options in the order of their names */
    public record AuditDevice(String path, String type, Map<String, String> options) {
    }

    /** @param devices null when the node could not be asked */
    public record NodeAudit(URI node, @Nullable List<AuditDevice> devices) {
    }

    /** @param complete false when there are more below it than were counted */
    public record Leases(String prefix, long count, boolean complete) {
    }

    /** Of a node's machine; in bytes. @param disk of the file system at the root, as Vault tells it */
    public record Host(URI node, String name, int processors, long memory, long memoryAvailable, long disk, long diskUsed) {
    }

    private final PersonVault vault;
    private final NodeCalls calls;

    ClusterSetup(PersonVault vault, NodeCalls calls) {
        this.vault = vault;
        this.calls = calls;
    }

    public List<Mount> mounts() {
        return mounts("sys/mounts");
    }

    public List<Mount> authMethods() {
        return mounts("sys/auth");
    }

    private List<Mount> mounts(String path) {
        var found = new ArrayList<Mount>();
        data(path).forEach((name, value) -> {
            if (value instanceof Map<?, ?> mount) {
                var options = mount.get("options") instanceof Map<?, ?> all ? all : Map.of();
                found.add(new Mount(name, String.valueOf(mount.get("type")), options.get("version") instanceof String version ? version : null,
                        Objects.toString(mount.get("description"), "")));
            }
        });
        found.sort(Comparator.comparing(Mount::path));
        return found;
    }

    private Map<String, Object> data(String path) {
        var answer = vault.asAdmin().call(operations -> operations.read(path));
        return answer == null || answer.getData() == null ? Map.of() : answer.getData();
    }

    /** What each of these nodes has in its own configuration; all are asked at once. */
    public List<NodeAudit> auditDevices(List<URI> nodes) {
        return each(nodes, "sys/audit", (node, answer) -> new NodeAudit(node, answer.path("data").propertyStream()
                .map(device -> new AuditDevice(device.getKey(), device.getValue().path("type").asString(""), options(device.getValue().path("options"))))
                .sorted(Comparator.comparing(AuditDevice::path)).toList()), node -> new NodeAudit(node, null));
    }

    private static Map<String, String> options(JsonNode options) {
        var sorted = new TreeMap<String, String>();
        options.propertyStream().forEach(option -> sorted.put(option.getKey(), option.getValue().asString("")));
        return sorted;
    }

    /** Of these nodes' machines; those that could not be asked are missing. */
    public List<Host> hosts(List<URI> nodes) {
        return each(nodes, "sys/host-info", (node, answer) -> {
            var data = answer.path("data");
            var disk = data.path("disk").valueStream().filter(one -> one.path("path").asString("").equals("/")).findFirst().orElse(data.path("disk").path(0));
            return new Host(node, data.at("/host/hostname").asString(""), data.path("cpu").size(), data.at("/memory/total").asLong(0),
                    data.at("/memory/available").asLong(0), disk.path("total").asLong(0), disk.path("used").asLong(0));
        }, node -> null).stream().filter(Objects::nonNull).toList();
    }

    private interface Reader<T> {

        T read(URI node, JsonNode answer);
    }

    private interface Absent<T> {

        T of(URI node);
    }

    private <T> List<T> each(List<URI> nodes, String path, Reader<T> reader, Absent<T> absent) {
        // The token is the caller's, whom other threads do not know.
        return vault.asAdminWithToken(token -> {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var running = nodes.stream().map(node -> threads.submit(() -> reader.read(node, JSON.readTree(calls.read(node, path, token))))).toList();
                var found = new ArrayList<T>();
                for (int i = 0; i < nodes.size(); i++) {
                    found.add(result(running.get(i), absent.of(nodes.get(i))));
                }
                return found;
            }
        });
    }

    private static <T> T result(Future<T> answer, T absent) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VaultDeniedException denied) {
                throw denied;
            }
            return absent;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return absent;
        }
    }

    /** By the prefix right above them, most first. */
    public List<Leases> leases() {
        var found = new ArrayList<Leases>();
        vault.asAdmin().call(operations -> {
            count(operations, "", new int[] { MOST_LISTS }, found);
            return found;
        });
        found.sort(Comparator.comparingLong(Leases::count).reversed());
        return found;
    }

    private static void count(VaultOperations vault, String prefix, int[] lists, List<Leases> into) {
        if (lists[0]-- <= 0) {
            into.add(new Leases(prefix, 0, false));
            return;
        }
        var names = vault.list("sys/leases/lookup/" + prefix);
        if (names == null) {
            return;
        }
        long here = names.stream().filter(name -> !name.endsWith("/")).count();
        if (here > 0) {
            into.add(new Leases(prefix, here, true));
        }
        names.stream().filter(name -> name.endsWith("/")).forEach(name -> count(vault, prefix + name, lists, into));
    }

    /** How many tokens there are that Vault stores; batch tokens are not among them. */
    public OptionalLong tokens() {
        return counter("tokens", "service_tokens");
    }

    /** How many people and services have signed in at least once. */
    public OptionalLong entities() {
        return counter("entities", "entities");
    }

    private OptionalLong counter(String path, String name) {
        var counters = data("sys/internal/counters/" + path).get("counters");
        return counters instanceof Map<?, ?> all && all.get(name) instanceof Map<?, ?> one && one.get("total") instanceof Number total
                ? OptionalLong.of(total.longValue()) : OptionalLong.empty();
    }
}
