package io.nija.vault.audit.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import com.github.luben.zstd.ZstdOutputStream;
import io.nija.vault.audit.ingest.LogFile.Fingerprint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Whole lines, each once and in order, whatever becomes of the files. */
class LogFilesTest {

    @TempDir
    Path directory;

    private final List<LogFiles> opened = new ArrayList<>();
    private Map<Fingerprint, Long> positions = Map.of();

    private Path live() {
        return directory.resolve("audit.log");
    }

    private LogFiles files() {
        var files = new LogFiles(live(), positions);
        opened.add(files);
        return files;
    }

    /** As anybody can make Vault write it, by a long request. */
    @ParameterizedTest
    @ValueSource(ints = { (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 12_583_564 })
    void aFirstLineMayBeLong(int length) throws IOException {
        var first = "{" + "x".repeat(length - 1);
        write(first.substring(0, 1000));
        var files = files();
        assertThat(read(files)).isEmpty();
        write(first.substring(1000) + "\nsecond\n");

        assertThat(read(files)).containsExactly(first, "second");
        write("third\n");
        assertThat(read(files())).as("to another reader").containsExactly("third");

        compress(live(), directory.resolve("audit.log.1.gz"));
        assertThat(read(files())).as("compressed").isEmpty();
    }

    @AfterEach
    void close() throws IOException {
        for (var files : opened) {
            files.close();
        }
    }

    private void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void write(String text) throws IOException {
        write(live(), text);
    }

    /** All lines that there are now; what was read is remembered as a database would. */
    private List<String> read(LogFiles files) throws IOException {
        var read = new ArrayList<String>();
        for (int quiet = 0; quiet < 3;) {
            var lines = files.next();
            if (lines == null) {
                quiet++;
                continue;
            }
            quiet = 0;
            for (int i = 0; i < lines.count(); i++) {
                read.add(new String(lines.text(), lines.starts()[i], lines.lengths()[i], StandardCharsets.UTF_8));
            }
            var now = new HashMap<>(positions);
            now.put(lines.file(), lines.position());
            positions = now;
        }
        return read;
    }

    @Test
    void linesAreReadOnceAsTheyCome() throws IOException {
        var files = files();
        write("one\ntwo\n");
        assertThat(read(files)).containsExactly("one", "two");

        write("three\nfo");
        assertThat(read(files)).containsExactly("three");
        assertThat(read(files)).isEmpty();

        write("ur\n");
        assertThat(read(files)).containsExactly("four");
    }

    @Test
    void aLaterReaderGoesOnWhereTheEarlierOneEnded() throws IOException {
        write("one\ntwo\n");
        read(files());
        write("three\n");

        assertThat(read(files())).containsExactly("three");
    }

    @Test
    void aLogThatIsNotThereIsSaidSo() {
        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> files().next());
    }

    @Test
    void anEmptyLogHasNoLines() throws IOException {
        write("");

        assertThat(read(files())).isEmpty();
    }

    @Test
    void aRenamedFileIsReadToItsEndBeforeItsSuccessor() throws IOException {
        var files = files();
        write("one\n");
        assertThat(read(files)).containsExactly("one");
        write("two\n");
        Files.move(live(), directory.resolve("audit.log.1"));
        write(directory.resolve("audit.log.1"), "three\n");
        assertThat(read(files)).containsExactly("two", "three");
        write("four\n");

        assertThat(read(files)).containsExactly("four");
    }

    @Test
    void severalRenamedFilesAreReadOldestFirstWhenNobodyReadMeanwhile() throws IOException {
        write("one\n");
        read(files());
        write("two\n");
        for (int number = 2; number >= 1; number--) {
            var old = directory.resolve("audit.log." + number);
            Files.move(live(), old);
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(100L * number)));
            write("of the successor of " + number + "\n");
        }

        assertThat(read(files())).containsExactly("two", "of the successor of 2", "of the successor of 1");
    }

    @Test
    void aFileThatWasCopiedAndCutOffGoesOnInTheCopy() throws IOException {
        var files = files();
        write("one\ntwo\n");
        assertThat(read(files)).containsExactly("one", "two");
        write("three\n");
        Files.copy(live(), directory.resolve("audit.log.1"));
        Files.write(live(), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        write("four\n");

        assertThat(read(files)).containsExactly("three", "four");
        write("five\n");
        assertThat(read(files)).containsExactly("five");
    }

    @Test
    void aFileThatIsAsLongAsBeforeAfterItWasCutOffIsAnotherOne() throws IOException {
        var files = files();
        write("one\ntwo\n");
        read(files);
        Files.copy(live(), directory.resolve("audit.log.1"));
        Files.writeString(live(), "six\nseven\neight\n", StandardOpenOption.TRUNCATE_EXISTING);

        assertThat(read(files)).containsExactly("six", "seven", "eight");
    }

    @ParameterizedTest
    @ValueSource(strings = { "gz", "zst" })
    void aCompressedFileIsReadOnceAndOnFromWhereItsReadingEnded(String ending) throws IOException {
        write("one\n");
        assertThat(read(files())).containsExactly("one");
        write("two\n");
        compress(live(), directory.resolve("audit.log.1." + ending));
        Files.delete(live());
        write("three\n");

        var files = files();
        assertThat(read(files)).containsExactly("two", "three");
        assertThat(read(files())).isEmpty();
    }

    private static void compress(Path file, Path into) throws IOException {
        try (var out = into.toString().endsWith(".gz") ? new GZIPOutputStream(Files.newOutputStream(into))
                : new ZstdOutputStream(Files.newOutputStream(into))) {
            Files.copy(file, out);
        }
    }

    /** As while gzip is at work, with the original still beside it. */
    @Test
    void halfACompressedFileIsLeftUntilItIsWhole() throws IOException {
        write("one\n");
        read(files());
        write("two\n");
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            Files.copy(live(), out);
        }
        Files.write(directory.resolve("audit.log.1.gz"), Arrays.copyOf(bytes.toByteArray(), 12));
        Files.move(live(), directory.resolve("audit.log.1"));
        write("three\n");

        assertThat(read(files())).containsExactly("two", "three");
        Files.write(directory.resolve("audit.log.1.gz"), bytes.toByteArray());
        Files.delete(directory.resolve("audit.log.1"));
        assertThat(read(files())).isEmpty();
    }

    @Test
    void aLastLineThatNeverGotItsEndIsALineOnceTheFileIsOld() throws IOException {
        write("one\ntw");
        var old = directory.resolve("audit.log.1");
        Files.move(live(), old);
        write("three\n");
        assertThat(read(files())).contains("one");

        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(60)));
        assertThat(read(files())).contains("tw");
        assertThat(read(files())).isEmpty();
    }

    @Test
    void otherFilesAreNoLogs() throws IOException {
        write("one\n");
        write(directory.resolve("server.log"), "two\n");
        Files.createDirectory(directory.resolve("audit.log.d"));

        assertThat(read(files())).containsExactly("one");
    }

    @Test
    void aLineMayBeLongerThanWhatIsReadAtOnce() throws IOException {
        var line = "x".repeat(9 << 20);
        write("one\n" + line + "\ntwo\n");

        assertThat(read(files())).containsExactly("one", line, "two");
    }

    @Test
    void aLineThatIsTooLongComesInPieces() throws IOException {
        var piece = "x".repeat(LogFiles.LONGEST_LINE);
        write("one\n" + piece + piece + "rest\n" + piece + "\ntwo\n");

        // The end of the line whose length is just that of a piece is an empty one.
        assertThat(read(files())).containsExactly("one", piece, piece, "rest", piece, "", "two");
    }

    @Test
    void whatIsNoFileIsNotWaitedFor() throws IOException {
        Files.createDirectory(live());

        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> files().next());
    }

    @Test
    void whatWaitsIsCounted() throws IOException {
        var files = files();
        write("one\n");
        read(files);
        assertThat(files.behind()).isZero();

        write("two\n");
        Files.move(live(), directory.resolve("audit.log.1"), StandardCopyOption.ATOMIC_MOVE);
        write("three\n");

        assertThat(files.behind()).isEqualTo("two\n".length() + "three\n".length());
    }
}
