package io.nija.vault.backup.restore;

import java.time.temporal.ChronoUnit;

import io.nija.vault.backup.archive.Manifest;

/** What is left to do after a snapshot was restored. */
final class NextSteps {

    private NextSteps() {
    }

    static String after(Manifest manifest) {
        return """
                What is left to do:
                1. ./vault-console index rebuild
                   makes the console's lists as Vault is now.
                2. ./vault-console changes --since=%s
                   lists what had changed after the snapshot: keys to revoke again, values that their owners must enter again, policies and
                   roles. It reads the audit logs that the console has, and is also at /backups/changes.
                3. ./vault-console provision
                   when policies have changed since, or programs do not get in: secret ids issued after the snapshot are not known any more.
                The token that was used here is not known either, unless it is older than the snapshot."""
                .formatted(manifest.began().truncatedTo(ChronoUnit.SECONDS));
    }
}
