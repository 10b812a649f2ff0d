package io.nija.vault.backup.drill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where one drill has its files: nobody else may look in, and at the end they are overwritten and removed. One whose drill was killed is
 * known by the process that it names, which is not there any more.
 */
final class PrivateDirectory implements AutoCloseable {

    private static final String PREFIX = "drill-";
    private static final String OWNER = "owner";
    private static final byte[] NOTHING = new byte[1 << 16];

    private final Path path;

    private PrivateDirectory(Path path) {
        this.path = path;
    }

    /** @param parent is made when it is not there */
    static PrivateDirectory in(Path parent) throws IOException {
        Files.createDirectories(parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var path = Files.createTempDirectory(parent.toAbsolutePath(), PREFIX);
        Files.writeString(path.resolve(OWNER), name(ProcessHandle.current()));
        return new PrivateDirectory(path);
    }

    /** Those of drills that were killed. */
    static List<PrivateDirectory> leftIn(Path parent) throws IOException {
        var left = new ArrayList<PrivateDirectory>();
        if (Files.isDirectory(parent)) {
            try (var all = Files.newDirectoryStream(parent.toAbsolutePath(), PREFIX + "*")) {
                for (var path : all) {
                    if (!isOwned(path)) {
                        left.add(new PrivateDirectory(path));
                    }
                }
            }
        }
        return left;
    }

    private static boolean isOwned(Path path) throws IOException {
        var owner = path.resolve(OWNER);
        return Files.exists(owner) && alive(Files.readString(owner)).isPresent();
    }

    /** The process of that name, if it lives: a number alone may be somebody else's by now. */
    static Optional<ProcessHandle> alive(String name) {
        var number = name.strip().split(" ", 2)[0];
        return number.matches("\\d{1,18}") ? ProcessHandle.of(Long.parseLong(number)).filter(process -> name(process).equals(name.strip()))
                : Optional.empty();
    }

    /** Its number, and when it was started. */
    static String name(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().map(Object::toString).orElse("");
    }

    Path path() {
        return path;
    }

    /** Removes all that is in it, but itself. */
    void empty() throws IOException {
        try (var files = Files.list(path)) {
            for (var file : files.filter(file -> !file.getFileName().toString().equals(OWNER)).toList()) {
                remove(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        remove(path);
    }

    private static void remove(Path path) throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    overwrite(file, attributes.size());
                }
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void overwrite(Path file, long size) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long left = size; left > 0;) {
                left -= channel.write(ByteBuffer.wrap(NOTHING, 0, (int) Math.min(NOTHING.length, left)));
            }
            channel.force(false);
        }
    }
}
