package io.nija.vault.backup.openpgp;

import java.io.IOException;
import java.io.InputStream;

import io.nija.vault.backup.BackupException;
import org.bouncycastle.openpgp.PGPException;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message, decrypted as it is read. Whatever goes wrong is the message's fault, and so a {@link BackupException}, unless
 * what the message comes from failed itself.
 */
final class Decrypted extends InputStream {

    interface Opening {

        InputStream open(InputStream message) throws IOException, PGPException;
    }

    private interface Step {

        int take() throws IOException, PGPException;
    }

    private final Source source;
    private final String key;
    private InputStream content = nullInputStream();

    /** @param key its fingerprint */
    Decrypted(InputStream message, String key, Opening opening) throws IOException {
        this.source = new Source(message);
        this.key = key;
        attempt(() -> {
            content = opening.open(source);
            return 0;
        });
    }

    @Override
    public int read() throws IOException {
        return attempt(() -> content.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return attempt(() -> content.read(bytes, offset, length));
    }

    /** At the end of the content: says whether the message was whole. Does not close the message. */
    @Override
    public void close() throws IOException {
        attempt(() -> {
            content.close();
            return 0;
        });
    }

    /** @throws IOException when what the message comes from has failed, whatever a reader made of that */
    void requireReadable() throws IOException {
        if (source.broken != null) {
            throw source.broken;
        }
    }

    private int attempt(Step step) throws IOException {
        try {
            return step.take();
        } catch (IOException | PGPException | RuntimeException e) {
            requireReadable();
            throw new BackupException("It cannot be decrypted with the key %s: it is for somebody else, or damaged (%s).".formatted(key, e.getMessage()), e);
        }
    }

    /** Without marks: it is read once. Left open, as whoever gave it closes it. */
    private static final class Source extends InputStream {

        private final InputStream in;
        private @Nullable IOException broken;

        Source(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException e) {
                broken = e;
                throw e;
            }
        }
    }
}
