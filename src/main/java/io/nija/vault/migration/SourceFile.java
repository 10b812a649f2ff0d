package io.nija.vault.migration;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

import io.nija.vault.credentials.BrokerCatalogue;
import org.jspecify.annotations.Nullable;

/** The file that credentials come from. It is read from its beginning as often as needed, and never held. */
final class SourceFile {

    private final Path path;
    private final Format format;
    private final Set<String> brokers;

    /** @throws MigrationException when there is no such file, or it is none that can be read again and again */
    SourceFile(Path path, Format format, BrokerCatalogue catalogue) {
        if (!Files.exists(path)) {
            throw new MigrationException("There is no file " + path + ".");
        }
        if (!Files.isRegularFile(path)) {
            throw new MigrationException(path + " is no plain file, which it has to be as it is read several times.");
        }
        if (!Files.isReadable(path)) {
            throw new MigrationException("You may not read " + path + ".");
        }
        this.path = path;
        this.format = format;
        brokers = catalogue.all().stream().map(broker -> broker.id().value()).collect(Collectors.toUnmodifiableSet());
    }

    Path path() {
        return path;
    }

    Reading open() throws IOException {
        return new Reading(Files.newInputStream(path));
    }

    /** One pass over the file. */
    final class Reading implements Closeable {

        private final DigestInputStream bytes;
        private final Rows rows;
        private boolean ended;

        private Reading(InputStream in) throws IOException {
            bytes = new DigestInputStream(new BufferedInputStream(in), sha256());
            rows = format.read(bytes, brokers);
        }

        /** @return null at the end; when the rest cannot be read, what is wrong and then null */
        @Nullable Entry next() throws IOException {
            try {
                var entry = ended ? null : rows.next();
                ended = entry == null;
                return entry;
            } catch (SourceException e) {
                ended = true;
                return new Problem(rows.line(), e.getMessage() + " Nothing from here on was read.");
            }
        }

        /** Of all the file, in hexadecimal digits. Ends the reading. */
        String hash() throws IOException {
            ended = true;
            bytes.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
        }

        @Override
        public void close() throws IOException {
            bytes.close();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
