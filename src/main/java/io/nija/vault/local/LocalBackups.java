package io.nija.vault.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

import io.nija.vault.backup.openpgp.PrivateKey;

/**
 * Where the embedded stack's backups go, and their keys, made at the first start. Here the keys that open backups lie beside them, which
 * is good for trying out and for nothing else.
 */
final class LocalBackups {

    private static final String SIGNING = "signing";
    private static final String RESTORE = "restore";
    private static final String DRILL = "drill";

    private final Path keys;
    private final Path store;

    private LocalBackups(Path keys, Path store) {
        this.keys = keys;
        this.store = store;
    }

    static LocalBackups at(LocalDirectory directory) {
        var backups = new LocalBackups(directory.resolve("backup"), directory.resolve("backups"));
        PrivateFiles.createDirectory(backups.keys);
        PrivateFiles.createDirectory(backups.store);
        backups.make(SIGNING, "Signs backups of this NIJA Vault Console");
        backups.make(RESTORE, "Restores backups of this NIJA Vault Console");
        backups.make(DRILL, "Drills with backups of this NIJA Vault Console");
        return backups;
    }

    /** The certificate last: with it the key is there as a whole. */
    private void make(String name, String whose) {
        if (!Files.exists(certificate(name))) {
            var key = PrivateKey.generate(whose);
            PrivateFiles.write(key(name), key.export().expose());
            PrivateFiles.write(certificate(name), key.certificate());
        }
    }

    /** The console does the restore drills, too. */
    void addTo(Properties settings, LocalVault vault) {
        settings.setProperty("backup.folder", store.toString());
        settings.setProperty("backup.signing-key", key(SIGNING).toString());
        settings.setProperty("backup.recipients", certificate(RESTORE) + "," + certificate(DRILL));
        PrivateFiles.write(configuration(), vault.sealAndAudit());
        settings.setProperty("backup.drill.key", key(DRILL).toString());
        settings.setProperty("backup.drill.configuration", configuration().toString());
        settings.setProperty("backup.drill.bao", vault.program().toString());
        settings.setProperty("backup.drill.directory", keys.resolve("drills").toString());
    }

    private Path configuration() {
        return keys.resolve("drill.hcl");
    }

    private Path key(String name) {
        return keys.resolve(name + ".key");
    }

    private Path certificate(String name) {
        return keys.resolve(name + ".crt");
    }
}
