package io.nija.vault.backup.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk of two megabytes, in memory. To mount it takes root, which tests are run as wherever PostgreSQL is started by them, too. */
final class SmallDisk implements AutoCloseable {

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    static SmallDisk at(Path path) throws IOException, InterruptedException {
        run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", Files.createDirectories(path).toString());
        return new SmallDisk(path);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + said);
        }
    }

    Path path() {
        return path;
    }

    boolean isEmpty() throws IOException {
        try (var files = Files.walk(path)) {
            return files.noneMatch(Files::isRegularFile);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", path.toString());
    }
}
