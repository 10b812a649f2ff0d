package io.nija.vault.backup.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.store.S3Properties;
import io.nija.vault.base.StartupException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;

/**
 * Where backups go, who can open them, who signs them, and when they are made. Without a store nothing is backed up.
 *
 * @param folder            where backups go: a folder, say of a mounted volume
 * @param s3                where backups go: a bucket of S3, in place of the folder
 * @param recipients        files with the OpenPGP certificates of those who can open backups; never a private key
 * @param signingKey        file with the OpenPGP private key that signs manifests
 * @param signingPassphrase of that key, if it has one
 * @param signers           files with further certificates whose signature makes a backup genuine, such as that of an earlier signing key
 * @param roleId            of the AppRole {@code backup}
 * @param secretId          of the AppRole {@code backup}
 * @param cron              when a backup of a kind is made, in UTC, where that is not every night at two; {@code -} for never
 * @param retry             how soon a failed one is tried again
 * @param keep              how long backups are kept
 * @param keepAtLeast       how many of a kind are kept however old they are
 */
@ConfigurationProperties("backup")
public record BackupProperties(
        @Nullable Path folder,
        @Nullable S3Properties s3,
        @DefaultValue List<Path> recipients,
        @Nullable Path signingKey,
        @Nullable String signingPassphrase,
        @DefaultValue List<Path> signers,
        @Nullable String roleId,
        @Nullable String secretId,
        @DefaultValue Map<BackupKind, String> cron,
        @DefaultValue("15m") Duration retry,
        @DefaultValue("7d") Duration keep,
        @DefaultValue("3") int keepAtLeast) {

    private static final String EVERY_NIGHT = "0 0 2 * * *";

    /** @throws StartupException for what cannot be */
    public BackupProperties {
        cron = Map.copyOf(cron);
        cron.forEach((kind, expression) -> {
            if (!CronExpression.isValidExpression(expression) && !expression.equals("-")) {
                throw new StartupException("backup.cron: “%s” is no time to make backups at. Write it such as \"0 0 2 * * *\", or - for never.".formatted(expression));
            }
        });
        if (folder != null && s3 != null) {
            throw new StartupException("Backups go to one place: set backup.folder or backup.s3, not both.");
        }
        if (!keep.isPositive() || keepAtLeast < 1 || !retry.isPositive()) {
            throw new StartupException("backup.keep and retry must be longer than nothing, and keep-at-least 1 or more: the last good backup is never removed.");
        }
    }

    /** @return null for never */
    public @Nullable CronExpression when(BackupKind kind) {
        var expression = cron.getOrDefault(kind, EVERY_NIGHT);
        return expression.equals("-") ? null : CronExpression.parse(expression);
    }

    /** Without the secrets: records print all their components otherwise. */
    @Override
    public String toString() {
        return "BackupProperties[folder=" + folder + ", s3=" + s3 + ", keep=" + keep + ", keepAtLeast=" + keepAtLeast + "]";
    }
}
