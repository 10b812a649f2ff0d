package io.nija.vault.backup.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import io.nija.vault.backup.BackupKind;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The settings as the README writes them. */
class BackupPropertiesTest {

    private static BackupProperties of(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bindOrCreate("backup", BackupProperties.class);
    }

    @Test
    void areTakenFromTheEnvironment() {
        var set = of(Map.ofEntries(Map.entry("BACKUP_S3_BUCKET", "b"), Map.entry("BACKUP_S3_ENDPOINT", "http://127.0.0.1:1"), Map.entry("BACKUP_S3_PATH_STYLE", "true"),
                Map.entry("BACKUP_S3_ACCESS_KEY_ID", "id"), Map.entry("BACKUP_S3_SECRET_ACCESS_KEY", "hidden"), Map.entry("BACKUP_S3_PREFIX", "vault"),
                Map.entry("BACKUP_RECIPIENTS", "/a.crt,/b.crt"), Map.entry("BACKUP_SIGNING_KEY", "/s.key"), Map.entry("BACKUP_SIGNING_PASSPHRASE", "hidden"),
                Map.entry("BACKUP_ROLE_ID", "role"), Map.entry("BACKUP_SECRET_ID", "hidden"), Map.entry("BACKUP_CRON_VAULTSNAPSHOT", "-"),
                Map.entry("BACKUP_CRON_CONSOLEDATABASE", "0 30 3 * * *"), Map.entry("BACKUP_KEEP", "14d"), Map.entry("BACKUP_KEEP_AT_LEAST", "5")));

        var s3 = Objects.requireNonNull(set.s3());
        assertThat(s3.bucket()).isEqualTo("b");
        assertThat(s3.pathStyle()).isTrue();
        assertThat(s3.prefix()).isEqualTo("vault/");
        assertThat(s3.accessKeyId()).isEqualTo("id");
        assertThat(s3.encryption()).isEqualTo("AES256");
        assertThat(set.recipients()).containsExactly(Path.of("/a.crt"), Path.of("/b.crt"));
        assertThat(set.signingKey()).isEqualTo(Path.of("/s.key"));
        assertThat(set.roleId()).isEqualTo("role");
        assertThat(set.when(BackupKind.VAULT_SNAPSHOT)).isNull();
        assertThat(set.when(BackupKind.CONSOLE_DATABASE)).hasToString("0 30 3 * * *");
        assertThat(set.when(BackupKind.VAULT_DATABASE)).hasToString("0 0 2 * * *");
        assertThat(set.keep()).isEqualTo(Duration.ofDays(14));
        assertThat(set.keepAtLeast()).isEqualTo(5);
        assertThat(set.toString() + s3).doesNotContain("hidden");
    }

    @Test
    void areNotNeededAndThenItIsSaidWhatIsMissing() {
        var setup = new BackupSetup(of(Map.of()));

        assertThat(setup.missing()).contains("Set BACKUP_FOLDER or BACKUP_S3_BUCKET and BACKUP_RECIPIENTS and BACKUP_SIGNING_KEY, and start the console again.");
        assertThatThrownBy(setup::store).hasMessageStartingWith("There is no store for backups.");
    }

    @Test
    void areRefusedWhenTheyCannotBe() {
        assertThatThrownBy(() -> of(Map.of("BACKUP_FOLDER", "/a", "BACKUP_S3_BUCKET", "b"))).hasRootCauseMessage("Backups go to one place: set backup.folder or backup.s3, not both.");
        assertThatThrownBy(() -> of(Map.of("BACKUP_CRON_VAULTSNAPSHOT", "at night"))).rootCause().hasMessageContaining("is no time to make backups at");
        assertThatThrownBy(() -> of(Map.of("BACKUP_KEEP_AT_LEAST", "0"))).rootCause().hasMessageContaining("1 or more");
        assertThatThrownBy(() -> of(Map.of("BACKUP_S3_BUCKET", "b", "BACKUP_S3_ENCRYPTION", "rot13"))).rootCause().hasMessageContaining("AES256, aws:kms or none");
    }
}
