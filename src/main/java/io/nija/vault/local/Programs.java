package io.nija.vault.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs of this machine. */
final class Programs {

    private Programs() {
    }

    /** The program of that name on the PATH. */
    static Optional<Path> find(String name) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .filter(directory -> !directory.isBlank()).map(directory -> Path.of(directory).resolve(name))
                .filter(Programs::isExecutable).findFirst();
    }

    /** @throws LocalStackException when there is none, with the ways to bring one */
    static Path bao(Optional<Path> chosen) {
        if (chosen.isPresent()) {
            return chosen.filter(Programs::isExecutable).orElseThrow(() -> new LocalStackException(
                    "VAULT_CONSOLE_BAO (or local.bao) says %s, and that is no program.".formatted(chosen.get())));
        }
        return find("bao").orElseThrow(() -> new LocalStackException(
                "OpenBao is missing: start with ./vault-console run, which fetches it; or put bao on the PATH; or set VAULT_CONSOLE_BAO to where it is."));
    }

    private static boolean isExecutable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }
}
