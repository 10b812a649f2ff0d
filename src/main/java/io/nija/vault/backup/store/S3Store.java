package io.nija.vault.backup.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket of S3. Files go there in parts as they are produced, each with a checksum that the server compares, and are there when the
 * last of it says that all is. The server encrypts what it stores; that is beside the encryption of backups, not in its place.
 */
public final class S3Store implements BackupStore, AutoCloseable {

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private final S3Properties properties;
    private final S3Client client;

    public S3Store(S3Properties properties) {
        this.properties = properties;
        var builder = S3Client.builder().region(Region.of(properties.region())).credentialsProvider(credentials(properties))
                .forcePathStyle(properties.pathStyle()).requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)
                .httpClient(UrlConnectionHttpClient.builder().connectionTimeout(TO_CONNECT).socketTimeout(SILENCE).build());
        if (properties.endpoint() != null) {
            builder.endpointOverride(properties.endpoint());
        }
        client = builder.build();
    }

    private static AwsCredentialsProvider credentials(S3Properties properties) {
        var secret = properties.secret();
        return properties.accessKeyId() == null || secret == null ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(properties.accessKeyId(), secret.expose()));
    }

    @Override
    public void write(String path, Content content) throws IOException {
        // What is there already is refused at the very end too, by the server.
        if (exists(path)) {
            throw new FileAlreadyExistsException(path);
        }
        try (var upload = new S3Upload(client, properties, key(path), this::failed)) {
            content.writeTo(upload);
            upload.finish();
        }
    }

    private boolean exists(String path) throws IOException {
        try {
            attempt(path, () -> client.headObject(request -> request.bucket(properties.bucket()).key(key(path))));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public InputStream read(String path) throws IOException {
        return new S3Reading(attempt(path, () -> client.getObject(request -> request.bucket(properties.bucket()).key(key(path)))), path, this::failed);
    }

    @Override
    public List<Stored> list(String below) throws IOException {
        var folder = below.isEmpty() || below.endsWith("/") ? below : below + "/";
        return attempt(below, () -> {
            var found = new ArrayList<Stored>();
            client.listObjectsV2Paginator(request -> request.bucket(properties.bucket()).prefix(key(folder))).contents()
                    .forEach(object -> found.add(new Stored(object.key().substring(properties.prefix().length()), object.size(), object.lastModified())));
            return found;
        });
    }

    @Override
    public void delete(String path) throws IOException {
        attempt(path, () -> client.deleteObject(request -> request.bucket(properties.bucket()).key(key(path))));
    }

    @Override
    public int removeUnfinished(Duration age) throws IOException {
        var before = Instant.now().minus(age);
        return attempt("unfinished uploads", () -> {
            int removed = 0;
            for (var upload : client.listMultipartUploadsPaginator(request -> request.bucket(properties.bucket()).prefix(properties.prefix())).uploads()) {
                if (upload.initiated().isBefore(before)) {
                    client.abortMultipartUpload(request -> request.bucket(properties.bucket()).key(upload.key()).uploadId(upload.uploadId()));
                    removed++;
                }
            }
            return removed;
        });
    }

    @Override
    public String place() {
        return "the bucket " + properties.bucket() + (properties.prefix().isEmpty() ? "" : ", below " + properties.prefix() + ",")
                + (properties.endpoint() == null ? " of Amazon S3 in " + properties.region() : " at " + properties.endpoint());
    }

    private String key(String path) {
        return properties.prefix() + path;
    }

    private <T> T attempt(String path, Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (SdkException e) {
            throw failed(path, e);
        }
    }

    /** The failure in words for a person. */
    private IOException failed(String path, SdkException failure) {
        if (failure instanceof S3Exception answer) {
            switch (answer.statusCode()) {
                case 404 -> {
                    if (answer.awsErrorDetails() == null || !"NoSuchBucket".equals(answer.awsErrorDetails().errorCode())) {
                        return (IOException) new NoSuchFileException(path).initCause(answer);
                    }
                    return new IOException("There is no bucket " + properties.bucket() + " in the S3 store.", answer);
                }
                case 409, 412 -> {
                    return (IOException) new FileAlreadyExistsException(path).initCause(answer);
                }
                case 401, 403 -> {
                    return new IOException("The S3 store refuses access to " + place() + ". Look at its access key and the bucket's policy.", answer);
                }
                default -> {
                    return new IOException("The S3 store failed with status " + answer.statusCode() + ".", answer);
                }
            }
        }
        return new IOException("The S3 store does not answer: " + place() + ".", failure);
    }

    @Override
    public void close() {
        client.close();
    }
}
