package io.nija.vault.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.vault.AppRoleCredentials;
import io.nija.vault.vault.MigrationVault;
import io.nija.vault.vault.VaultException;
import io.nija.vault.vault.VaultProperties;
import io.nija.vault.vault.VaultUnavailableException;
import jakarta.annotation.PreDestroy;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.core.io.ClassPathResource;

/**
 * {@code migrate FILE} looks at a file of credentials and says what is wrong with it; with {@code --write} it brings
 * them into Vault. Exits with 0 when all is well, with 1 when anything is not, and with 2 when it was called in a wrong
 * way.
 */
class MigrateCommand implements ApplicationRunner, ExitCodeGenerator {

    /** For the writes that are under way and the last words to Vault. */
    private static final int SECONDS_TO_END = 30;

    private final BrokerCatalogue catalogue;
    private final ObjectProvider<VaultProperties> vault;
    private final Environment environment;
    private final Stop stop = new Stop();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean writing;
    private int exitCode;

    MigrateCommand(BrokerCatalogue catalogue, ObjectProvider<VaultProperties> vault, Environment environment) {
        this.catalogue = catalogue;
        this.vault = vault;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        try {
            if (arguments.containsOption("help")) {
                System.out.print(new ClassPathResource("help.txt", MigrateCommand.class).getContentAsString(StandardCharsets.UTF_8));
            } else {
                exitCode = migrate(MigrateOptions.of(arguments)) ? 0 : 1;
            }
        } catch (WrongUsageException e) {
            fail(e.getMessage() + " More with: migrate --help", 2);
        } catch (ConsoleException e) {
            fail(e.getMessage(), 1);
        } catch (FileSystemException e) {
            fail("The file or its journal cannot be used: " + e.getMessage(), 1);
        } finally {
            ended.countDown();
        }
    }

    private boolean migrate(MigrateOptions options) throws IOException {
        var migration = new Migration(new SourceFile(options.file(), options.format(), catalogue),
                new RowCheck(catalogue, Clock.systemUTC()), options.parallel(), stop);
        var check = migration.check();
        if (!options.write()) {
            System.out.println("This was a dry run; nothing was written. To write the keys: migrate FILE --write");
            return check.isGood();
        }
        if (!check.isGood()) {
            System.out.println("Nothing was written.");
            return false;
        }
        writing = true;
        try (var open = open()) {
            return migration.write(check, open);
        }
    }

    private MigrationVault open() {
        try {
            return environment.acceptsProfiles(Profiles.of("local")) ? openLocal() : MigrationVault.open(vault.getObject());
        } catch (VaultUnavailableException e) {
            throw new MigrationException("Nothing was written. " + e.status().message(), e);
        } catch (VaultException | IllegalStateException e) {
            throw new MigrationException("Nothing was written, as Vault gave the migration no identity. " + e.getMessage()
                    + " VAULT_TOKEN has to be one that may read auth/approle/role/NAME/role-id and update auth/approle/role/NAME/secret-id"
                    + " for the names migration and trading-engine.", e);
        }
    }

    private MigrationVault openLocal() {
        var roleId = environment.getProperty("local.operator-role-id");
        var secretId = environment.getProperty("local.operator-secret-id");
        if (roleId == null || secretId == null) {
            throw new MigrationException("Nothing was written. The running console is of an earlier version; stop it and start it again.");
        }
        return MigrationVault.open(vault.getObject(), new AppRoleCredentials(roleId, SecretValue.of(secretId)));
    }

    private void fail(String message, int code) {
        System.err.println(message);
        exitCode = code;
    }

    /** Ctrl-C: what is under way comes to its end, and the tokens are revoked, before the process goes. */
    @PreDestroy
    void end() throws InterruptedException {
        if (writing) {
            stop.request("It was interrupted.");
            ended.await(SECONDS_TO_END, TimeUnit.SECONDS);
        }
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
