package io.nija.vault.backup.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.util.function.BiFunction;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;

/** A file as it comes from S3. What is not read to its end is not fetched to its end. */
final class S3Reading extends FilterInputStream {

    private final ResponseInputStream<?> content;
    private final String path;
    private final BiFunction<String, SdkException, IOException> failed;
    private boolean ended;

    S3Reading(ResponseInputStream<?> content, String path, BiFunction<String, SdkException, IOException> failed) {
        super(content);
        this.content = content;
        this.path = path;
        this.failed = failed;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int read = super.read(bytes, offset, length);
            ended |= read < 0;
            return read;
        } catch (SdkException e) {
            throw failed.apply(path, e);
        } catch (IOException e) {
            throw new IOException("The S3 store stopped in the middle of " + path + ".", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            content.abort();
        }
        super.close();
    }
}
