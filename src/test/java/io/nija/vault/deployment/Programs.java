package io.nija.vault.deployment;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Programs of Debian's: those on the PATH, or else those in the folder that {@code VAULT_CONSOLE_PROGRAMS} names, which holds
 * what packages hold.
 */
final class Programs {

    private Programs() {
    }

    /** @throws IllegalStateException when there is none of that name */
    static String find(String name) throws IOException {
        var folders = new ArrayList<Path>(Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).toList());
        folders.add(Path.of("/usr/sbin"));
        var extracted = extracted();
        if (extracted.isPresent()) {
            folders.addAll(matches(extracted.get(), "usr/lib/postgresql/*/bin"));
            folders.addAll(List.of(extracted.get().resolve("usr/bin"), extracted.get().resolve("usr/sbin")));
        }
        return folders.stream().map(folder -> folder.resolve(name)).filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no " + name + "; ./vault-console test gets it")).toString();
    }

    /** What a program from that folder needs to find its libraries. */
    static Map<String, String> environment() throws IOException {
        var extracted = extracted();
        return extracted.isEmpty() ? Map.of()
                : Map.of("LD_LIBRARY_PATH", String.join(":", matches(extracted.get(), "usr/lib/*-linux-gnu").stream().map(Path::toString).toList()));
    }

    private static Optional<Path> extracted() {
        return Optional.ofNullable(System.getenv("VAULT_CONSOLE_PROGRAMS")).map(Path::of);
    }

    private static List<Path> matches(Path folder, String pattern) throws IOException {
        var matcher = folder.getFileSystem().getPathMatcher("glob:" + folder + "/" + pattern);
        try (var paths = Files.walk(folder, 5)) {
            return paths.filter(matcher::matches).toList();
        }
    }
}
