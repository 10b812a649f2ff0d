package io.nija.vault.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A folder, say of a mounted volume. Files get to their place by one rename, after the disk has them. */
public final class FolderStore implements BackupStore {

    private static final String UNFINISHED = ".unfinished";

    private final Path folder;

    public FolderStore(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public void write(String path, Content content) throws IOException {
        var target = resolve(path);
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(path);
        }
        var temporary = privateFolder(folder.resolve(UNFINISHED)).resolve(UUID.randomUUID().toString());
        try {
            try (var channel = FileChannel.open(temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                    var out = Channels.newOutputStream(channel)) {
                content.writeTo(out);
                channel.force(true);
            }
            privateFolder(target.getParent());
            // A link fails where a rename would overwrite.
            Files.createLink(target, temporary);
            sync(target.getParent());
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public InputStream read(String path) throws IOException {
        return Files.newInputStream(resolve(path));
    }

    @Override
    public List<Stored> list(String below) throws IOException {
        var start = resolve(below);
        var found = new ArrayList<Stored>();
        if (Files.isDirectory(start)) {
            // What others remove meanwhile is not there.
            Files.walkFileTree(start, new SimpleFileVisitor<>() {

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        found.add(new Stored(folder.relativize(file).toString(), attributes.size(), attributes.lastModifiedTime().toInstant()));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }
            });
        }
        found.sort(Comparator.comparing(Stored::path));
        return found;
    }

    @Override
    public void delete(String path) throws IOException {
        var file = resolve(path);
        Files.deleteIfExists(file);
        var parent = file.getParent();
        if (!parent.equals(folder) && Files.isDirectory(parent)) {
            try (var rest = Files.list(parent)) {
                if (rest.findAny().isPresent()) {
                    return;
                }
            }
            Files.deleteIfExists(parent);
        }
    }

    @Override
    public int removeUnfinished(Duration age) throws IOException {
        int removed = 0;
        var unfinished = folder.resolve(UNFINISHED);
        if (Files.isDirectory(unfinished)) {
            var before = Instant.now().minus(age);
            try (var files = Files.list(unfinished)) {
                for (var file : files.toList()) {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(before) && Files.deleteIfExists(file)) {
                        removed++;
                    }
                }
            }
        }
        return removed;
    }

    @Override
    public String place() {
        return "the folder " + folder;
    }

    private Path resolve(String path) throws IOException {
        var resolved = folder.resolve(path).normalize();
        if (!resolved.startsWith(folder) || resolved.startsWith(folder.resolve(UNFINISHED))) {
            throw new IOException("It is no path of a backup: " + path);
        }
        return resolved;
    }

    private static Path privateFolder(Path path) throws IOException {
        return Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** The name of a new file lasts only once its folder is on the disk, too. */
    private static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
