package io.nija.vault.backup.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** One file on its way to S3. Of it nothing is there before {@link #finish}; closed before that, it is given up. */
final class S3Upload extends OutputStream {

    private static final Logger log = LoggerFactory.getLogger(S3Upload.class);

    /** S3 takes none below 5 MiB but the last. Later ones are larger, as there may be ten thousand. */
    private static final int PART = 8 << 20;
    private static final int LARGE_PART = 64 << 20;
    private static final int SMALL_PARTS = 1000;
    private static final String NOTHING_THERE = "*";

    private final S3Client client;
    private final S3Properties properties;
    private final String key;
    private final BiFunction<String, SdkException, IOException> failed;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[PART];
    private int filled;
    private @Nullable String upload;
    private boolean finished;

    /** @param failed what a failure of the store means */
    S3Upload(S3Client client, S3Properties properties, String key, BiFunction<String, SdkException, IOException> failed) {
        this.client = client;
        this.properties = properties;
        this.key = key;
        this.failed = failed;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int taken = 0;
        while (taken < length) {
            int more = Math.min(length - taken, buffer.length - filled);
            System.arraycopy(bytes, offset + taken, buffer, filled, more);
            filled += more;
            taken += more;
            if (filled == buffer.length) {
                sendPart();
            }
        }
    }

    private void sendPart() throws IOException {
        attempt(() -> {
            if (upload == null) {
                upload = client.createMultipartUpload(request -> request.bucket(properties.bucket()).key(key)
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32).serverSideEncryption(encryption()).ssekmsKeyId(properties.kmsKeyId())).uploadId();
            }
            int number = parts.size() + 1;
            var body = RequestBody.fromByteBuffer(ByteBuffer.wrap(buffer, 0, filled));
            var sent = client.uploadPart(request -> request.bucket(properties.bucket()).key(key).uploadId(upload).partNumber(number)
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32), body);
            return parts.add(CompletedPart.builder().partNumber(number).eTag(sent.eTag()).checksumCRC32(sent.checksumCRC32()).build());
        });
        filled = 0;
        if (parts.size() == SMALL_PARTS) {
            buffer = new byte[LARGE_PART];
        }
    }

    /** Has the file be there, unless another one is by now. */
    void finish() throws IOException {
        if (upload == null) {
            var body = RequestBody.fromBytes(Arrays.copyOf(buffer, filled));
            attempt(() -> client.putObject(request -> request.bucket(properties.bucket()).key(key).ifNoneMatch(NOTHING_THERE)
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32).serverSideEncryption(encryption()).ssekmsKeyId(properties.kmsKeyId()), body));
        } else {
            if (filled > 0) {
                sendPart();
            }
            attempt(() -> client.completeMultipartUpload(request -> request.bucket(properties.bucket()).key(key).uploadId(upload)
                    .ifNoneMatch(NOTHING_THERE).multipartUpload(all -> all.parts(parts))));
        }
        finished = true;
    }

    private @Nullable ServerSideEncryption encryption() {
        return properties.encryption().equals("none") ? null : ServerSideEncryption.fromValue(properties.encryption());
    }

    private <T> void attempt(Supplier<T> call) throws IOException {
        try {
            call.get();
        } catch (SdkException e) {
            throw failed.apply(key, e);
        }
    }

    /** What cannot be given up now is removed with what is unfinished and old. */
    @Override
    public void close() {
        if (!finished && upload != null) {
            boolean interrupted = Thread.interrupted();
            try {
                client.abortMultipartUpload(request -> request.bucket(properties.bucket()).key(key).uploadId(upload));
            } catch (SdkException e) {
                log.warn("An unfinished upload stays in the S3 store for now: {}", e.getMessage());
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
