package io.nija.vault.testing;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Vault has written to its audit file since a moment. It writes before it answers. */
public final class AuditFile {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final long start;

    private AuditFile(Path file, long start) {
        this.file = file;
        this.start = start;
    }

    /** @param directory that of the local stack, from the setting {@code local.directory} */
    public static AuditFile fromNow(Path directory) {
        var file = file(directory);
        return new AuditFile(file, file.toFile().length());
    }

    public static AuditFile whole(Path directory) {
        return new AuditFile(file(directory), 0);
    }

    private static Path file(Path directory) {
        return directory.resolve("vault/audit.log");
    }

    public List<JsonNode> entries() throws IOException {
        return text().lines().map(JSON::readTree).toList();
    }

    public String text() throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var bytes = new byte[(int) (in.length() - start)];
            in.seek(start);
            in.readFully(bytes);
            var text = new String(bytes, StandardCharsets.UTF_8);
            // The last line may be on its way.
            return text.substring(0, text.lastIndexOf('\n') + 1);
        }
    }

    /** The answers to requests of this path that went well. */
    public List<JsonNode> successes(String path) throws IOException {
        return entries().stream().filter(entry -> entry.at("/type").asString().equals("response"))
                .filter(entry -> entry.at("/request/path").asString().equals(path))
                .filter(entry -> entry.at("/error").asString("").isEmpty()).toList();
    }

    public List<String> paths() throws IOException {
        return entries().stream().map(entry -> entry.at("/request/path").asString("")).distinct().toList();
    }
}
