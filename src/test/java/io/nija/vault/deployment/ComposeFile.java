package io.nija.vault.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.Yaml;

/** What the compose files say of each service, with variables replaced and the later file's words added to the earlier one's. */
record ComposeFile(Map<String, Map<String, Object>> services, Map<String, Object> networks) {

    static final Path FOLDER = Path.of("docker").toAbsolutePath();

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::([-?])([^}]*))?}");

    /** @param variables as an {@code .env} file has them */
    static ComposeFile read(Map<String, String> variables, String... files) throws IOException {
        var services = new LinkedHashMap<String, Map<String, Object>>();
        var networks = new LinkedHashMap<String, Object>();
        for (var file : files) {
            Map<String, Object> content = new Yaml().load(replaceVariables(Files.readString(FOLDER.resolve(file)), variables));
            maps(content, "services").forEach((name, service) -> services.merge(name, asMap(service), ComposeFile::join));
            networks.putAll(maps(content, "networks"));
        }
        return new ComposeFile(services, networks);
    }

    private static String replaceVariables(String text, Map<String, String> variables) {
        return VARIABLE.matcher(text).replaceAll(variable -> {
            var value = variables.get(variable.group(1));
            if (value == null && !"-".equals(variable.group(2))) {
                throw new IllegalArgumentException("No value for " + variable.group());
            }
            return java.util.regex.Matcher.quoteReplacement(value == null ? variable.group(3) : value);
        });
    }

    /** As Compose does it: lists of volumes and networks are added up, maps are joined, and a command takes the other's place. */
    private static Map<String, Object> join(Map<String, Object> earlier, Map<String, Object> later) {
        var joined = new LinkedHashMap<>(earlier);
        later.forEach((name, value) -> joined.merge(name, value, (before, after) -> switch (after) {
            case Map<?, ?> more when before instanceof Map<?, ?> -> join(asMap(before), asMap(more));
            case List<?> more when !name.equals("command") && before instanceof List<?> some -> {
                var all = new ArrayList<Object>(some);
                all.addAll(more);
                yield all;
            }
            default -> after;
        }));
        return joined;
    }

    private static Map<String, Object> maps(Map<String, Object> content, String name) {
        return asMap(content.getOrDefault(name, Map.of()));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    /** A list of a service, empty where it has none. */
    List<String> list(String service, String name) {
        var value = services.get(service).getOrDefault(name, List.of());
        return value instanceof Map<?, ?> map ? map.keySet().stream().map(Object::toString).toList()
                : ((List<?>) value).stream().map(Object::toString).toList();
    }

    Map<String, String> environment(String service) {
        var environment = new LinkedHashMap<String, String>();
        asMap(services.get(service).getOrDefault("environment", Map.of())).forEach((name, value) -> environment.put(name, value.toString()));
        return environment;
    }
}
