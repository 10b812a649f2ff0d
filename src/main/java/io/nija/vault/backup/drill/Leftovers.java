package io.nija.vault.backup.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What drills have left that were killed in the middle: their directories, and servers where the kernel has not ended them. */
final class Leftovers {

    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    private Leftovers() {
    }

    /** @param parent of the drills' directories */
    static void clear(Path parent) throws IOException {
        for (var left : PrivateDirectory.leftIn(parent)) {
            try (left; var homes = Files.newDirectoryStream(left.path(), Files::isDirectory)) {
                for (var home : homes) {
                    IsolatedServer.leftIn(home).ifPresent(IsolatedServer::end);
                }
                log.warn("A restore drill was killed; what it left in {} is removed", left.path());
            }
        }
    }
}
