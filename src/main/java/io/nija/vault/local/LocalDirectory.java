package io.nija.vault.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * The directory that holds all data of the embedded stack. It belongs to one process at a time, which holds its lock,
 * and it knows whether the first start in it ever finished.
 */
final class LocalDirectory implements AutoCloseable {

    private static final String MARKER = ".vault-console";
    private static final String INITIALISED = "initialised";
    private static final String SETTINGS = "settings.properties";
    private static final String PID = "console.pid";

    /** What the stack keeps here between runs. Anything else in the directory is not ours and is left alone. */
    private static final List<String> CONTENT = List.of("postgres", "postgres.log", "database.properties", "vault",
            "sign-in.properties", "demo-people.properties", "ports.properties", "backup", "backups", SETTINGS);

    private final Path path;
    private @Nullable FileChannel lock;

    private LocalDirectory(Path path) {
        this.path = path;
    }

    /** @throws LocalStackException when the directory holds data of somebody else under the names that are ours */
    static LocalDirectory at(Path path) {
        try {
            PrivateFiles.createDirectory(path);
            var directory = new LocalDirectory(path.toRealPath());
            if (!directory.has(MARKER)) {
                if (directory.has("postgres") || directory.has("vault")) {
                    throw new LocalStackException("%s holds data that this console did not make. Choose another directory: --local.directory=…".formatted(path));
                }
                PrivateFiles.write(directory.resolve(MARKER), "Data of the NIJA Vault Console's local stack\n");
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    private boolean has(String name) {
        return Files.exists(resolve(name));
    }

    /** @return false when another process, or another stack in this one, has it */
    boolean lock() {
        try {
            var channel = FileChannel.open(resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    lock = channel;
                    PrivateFiles.write(resolve(PID), ProcessHandle.current().pid() + "\n");
                    return true;
                }
            } catch (OverlappingFileLockException e) {
                // Held in this process: the same as held elsewhere.
            }
            channel.close();
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that has the lock, as far as it has said so. */
    String owner() {
        try {
            return Files.readString(resolve(PID)).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    boolean initialised() {
        return has(INITIALISED);
    }

    void markInitialised() {
        PrivateFiles.write(resolve(INITIALISED), LocalDateTime.now() + "\n");
    }

    /** Moves what an unfinished first start has left out of the way. There is nothing of the user's in it. */
    Optional<Path> setAsideUnfinished() {
        var remains = CONTENT.stream().filter(this::has).toList();
        if (initialised() || remains.isEmpty()) {
            return Optional.empty();
        }
        var aside = resolve("set-aside").resolve(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").format(LocalDateTime.now()));
        PrivateFiles.createDirectory(aside);
        try {
            for (var name : remains) {
                Files.move(resolve(name), aside.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(aside);
    }

    /** Tells other processes, the launcher and commands, how to reach the running stack. */
    void publish(Properties settings) {
        PrivateFiles.write(resolve(SETTINGS), settings);
    }

    /** What the running stack has published; empty while it is still starting. */
    Properties published() {
        return PrivateFiles.read(resolve(SETTINGS));
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                Files.deleteIfExists(resolve(SETTINGS));
                Files.deleteIfExists(resolve(PID));
                lock.close();
                lock = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
