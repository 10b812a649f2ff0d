package io.nija.vault.backup.store;

import java.net.URI;

import io.nija.vault.base.SecretValue;
import io.nija.vault.base.StartupException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A store on S3, of Amazon or another maker.
 *
 * @param prefix          below which files are, such as {@code vault/}; empty for the whole bucket
 * @param endpoint        of another maker; null for Amazon's
 * @param pathStyle       whether the bucket is in the path, as others than Amazon mostly want it
 * @param accessKeyId     null to take what AWS's own tools would: environment, files, the machine's role
 * @param encryption      what the server encrypts with: {@code AES256}, {@code aws:kms}, or {@code none} where it knows neither
 * @param kmsKeyId        for {@code aws:kms}; null for the bucket's own
 */
public record S3Properties(String bucket, @DefaultValue("") String prefix, @DefaultValue("us-east-1") String region, @Nullable URI endpoint,
        @DefaultValue("false") boolean pathStyle, @Nullable String accessKeyId, @Nullable String secretAccessKey,
        @DefaultValue("AES256") String encryption, @Nullable String kmsKeyId) {

    /** @throws StartupException for what cannot be */
    public S3Properties {
        if (!encryption.equals("AES256") && !encryption.equals("aws:kms") && !encryption.equals("none")) {
            throw new StartupException("backup.s3.encryption must be AES256, aws:kms or none.");
        }
        if ((accessKeyId == null) != (secretAccessKey == null)) {
            throw new StartupException("Set both of backup.s3.access-key-id and backup.s3.secret-access-key, or none to use the machine's own.");
        }
        if (!prefix.isEmpty() && !prefix.endsWith("/")) {
            prefix += "/";
        }
    }

    /** @return null when there is none */
    public @Nullable SecretValue secret() {
        return secretAccessKey == null ? null : SecretValue.of(secretAccessKey);
    }

    /** Without the secret: records print all their components otherwise. */
    @Override
    public String toString() {
        return "S3Properties[bucket=" + bucket + ", endpoint=" + endpoint + "]";
    }
}
