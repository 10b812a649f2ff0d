package io.nija.vault.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A log that is written to all the time, and rotated as logrotate does it: renamed or copied and cut off, and compressed some
 * time later.
 */
final class RotatedLog implements AutoCloseable {

    private static final int A_SECOND = 1_000;
    private static final int BETWEEN_ROTATIONS = 4_000;

    private final Path directory;
    private final Random random = new Random(11);
    private final List<Path> earlier = new ArrayList<>();
    private final Thread thread = Thread.ofPlatform().name("log-writer").unstarted(this::write);
    private volatile boolean running = true;
    private FileChannel live;
    private int operations;
    private Throwable failure;

    RotatedLog(Path directory) throws IOException {
        this.directory = directory;
        live = open();
        thread.start();
    }

    Path path() {
        return directory.resolve("audit.log");
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(path(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private void write() {
        try {
            while (running) {
                var user = "user-" + random.nextInt(200);
                var lines = AuditLines.read(user, random.nextBoolean() ? "kraken" : "okx--main").from("10.0.0." + random.nextInt(20));
                put(lines.request() + "\n" + (random.nextInt(30) == 0 ? lines.refusal() : lines.response()) + "\n");
                if (++operations % BETWEEN_ROTATIONS == 0) {
                    rotate();
                }
                LockSupport.parkNanos(1_000_000_000L / A_SECOND / 2);
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
    }

    /** Now and then in two parts, so that a line is seen before it is whole. */
    private void put(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        int first = random.nextInt(20) == 0 ? random.nextInt(bytes.length) : bytes.length;
        live.write(ByteBuffer.wrap(bytes, 0, first));
        if (first < bytes.length) {
            LockSupport.parkNanos(1_000_000);
            live.write(ByteBuffer.wrap(bytes, first, bytes.length - first));
        }
    }

    private void rotate() throws IOException {
        int number = operations / BETWEEN_ROTATIONS;
        var old = directory.resolve("audit-%03d.log".formatted(number));
        if (number % 2 == 0) {
            Files.move(path(), old);
            live.close();
            live = open();
        } else {
            Files.copy(path(), old);
            live.truncate(0);
        }
        earlier.add(old);
        if (number >= 3) {
            compress(number - 3);
        }
    }

    private void compress(int number) throws IOException {
        var plain = earlier.get(number);
        var compressed = plain.resolveSibling(plain.getFileName() + ".gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(plain, out);
        }
        Files.setLastModifiedTime(compressed, Files.getLastModifiedTime(plain));
        Files.delete(plain);
        earlier.set(number, compressed);
    }

    int operations() {
        return operations;
    }

    int rotations() {
        return earlier.size();
    }

    /** Of all files in their order, once it is closed. */
    List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        for (var file : earlier) {
            try (InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(Files.newInputStream(file)) : Files.newInputStream(file)) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
            }
        }
        lines.addAll(Files.readAllLines(path()));
        return lines;
    }

    @Override
    public void close() throws InterruptedException, IOException {
        running = false;
        thread.join();
        live.close();
        if (failure != null) {
            throw new UncheckedIOException(new IOException("the log could not be written", failure));
        }
    }
}
