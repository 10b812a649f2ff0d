package io.nija.vault.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.stream.Collectors;

/** Files and directories that only their owner may read. A file is there completely or not at all. */
final class PrivateFiles {

    private static final SecureRandom RANDOM = new SecureRandom();

    private PrivateFiles() {
    }

    static void createDirectory(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory.getParent());
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, byte[] content) {
        try {
            var temporary = Files.createTempFile(file.getParent(), ".", ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String content) {
        write(file, content.getBytes());
    }

    /** One {@code name=value} a line and nothing escaped, so that a shell script can read it too. */
    static void write(Path file, Properties properties) {
        write(file, properties.stringPropertyNames().stream().sorted()
                .map(name -> name + "=" + properties.getProperty(name) + "\n").collect(Collectors.joining()));
    }

    /** The properties of a file; none when there is no such file. */
    static Properties read(Path file) {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return properties;
    }

    static String readText(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A value that the file keeps: made at random the first time, the same ever after. */
    static String remembered(Path file, String name) {
        var properties = read(file);
        if (properties.getProperty(name) == null) {
            properties.setProperty(name, randomText());
            write(file, properties);
        }
        return properties.getProperty(name);
    }

    /** 192 random bits. */
    private static String randomText() {
        return Base64.getUrlEncoder().encodeToString(randomBytes(24));
    }

    static byte[] randomBytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
