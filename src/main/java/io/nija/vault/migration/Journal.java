package io.nija.vault.migration;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.BitSet;
import java.util.Set;

/**
 * Which keys of a file are done, in {@code FILE.journal} beside it, so that a run that was ended goes on where it
 * stopped. It holds no value and no name, only numbers: the first key of the file is 1. Each entry is handed to the
 * operating system at once, so that killing the process loses none of them.
 */
final class Journal implements Closeable {

    private static final String TITLE = "NIJA Vault Console, journal of a migration. w: written, t: was there already\n";
    private static final Set<OpenOption> OPEN = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ,
            StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

    private final Path path;
    private final FileChannel channel;
    private final BitSet written = new BitSet();
    private final BitSet there = new BitSet();
    private final int before;

    private Journal(Path path, FileChannel channel, String entries) {
        this.path = path;
        this.channel = channel;
        entries.lines().forEach(this::remember);
        before = done();
    }

    /**
     * @param hash  of the file's content
     * @param vault which Vault it goes to
     * @throws MigrationException when there is a journal of another content or Vault, or another run has it
     */
    static Journal open(Path file, String hash, String vault) throws IOException {
        var path = file.resolveSibling(file.getFileName() + ".journal");
        var channel = FileChannel.open(path, OPEN, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            lock(channel);
            var head = TITLE + "file " + hash + "\nvault " + vault + "\n";
            var content = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            if (head.startsWith(content)) {
                // New, or its run was killed before the first key.
                channel.truncate(0).write(ByteBuffer.wrap(bytes(head)));
                return new Journal(path, channel, "");
            }
            if (!content.startsWith(head)) {
                throw new MigrationException(path + " is of another content of this file, or of another Vault. Bring the file back"
                        + " as it was, or remove the journal to begin anew: keys that are in Vault already stay as they are.");
            }
            // A run that was killed may have left the beginning of a line.
            var whole = content.substring(0, content.lastIndexOf('\n') + 1);
            channel.truncate(bytes(whole).length).position(bytes(whole).length);
            return new Journal(path, channel, whole.substring(head.length()));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void lock(FileChannel channel) throws IOException {
        try {
            if (channel.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // Held in this process: the same as held elsewhere.
        }
        throw new MigrationException("Another run is at work on this file.");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void remember(String entry) {
        try {
            (entry.startsWith("w ") ? written : there).set(Integer.parseInt(entry.substring(2)));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new MigrationException(path + " is damaged. Remove it to begin anew: keys that are in Vault already stay as they are.");
        }
    }

    Path path() {
        return path;
    }

    /** How many keys were done when it was opened. */
    int before() {
        return before;
    }

    synchronized int done() {
        return written.cardinality() + there.cardinality();
    }

    synchronized boolean isDone(int number) {
        return written.get(number) || there.get(number);
    }

    synchronized boolean wasThere(int number) {
        return there.get(number);
    }

    /** @throws MigrationException when the disk does not take it; the key itself is in Vault then */
    void written(int number) {
        append("w " + number, number, written);
    }

    /** @throws MigrationException as {@link #written} does */
    void wasThereAlready(int number) {
        append("t " + number, number, there);
    }

    private synchronized void append(String entry, int number, BitSet kind) {
        try {
            channel.write(ByteBuffer.wrap(bytes(entry + "\n")));
            kind.set(number);
        } catch (IOException e) {
            throw new MigrationException("The journal " + path + " cannot be written.", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.force(true);
        channel.close();
    }
}
