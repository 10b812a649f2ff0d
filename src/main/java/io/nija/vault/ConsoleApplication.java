package io.nija.vault;

import io.nija.vault.backup.restore.RestoreApplication;
import io.nija.vault.migration.MigrationApplication;
import io.nija.vault.vault.BreakGlassApplication;
import io.nija.vault.vault.InitApplication;
import io.nija.vault.vault.ProvisioningApplication;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The console. Without arguments it serves the web application; with a command's words ({@code index rebuild},
 * {@code index check}, {@code backup}, {@code drill}, {@code changes}, {@code restore}, {@code init}, {@code break-glass}, {@code provision},
 * {@code migrate FILE}) it runs that command without a web server and exits with
 * its result.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ConsoleApplication {

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    public static void main(String[] arguments) {
        // A virtual thread keeps its carrier while it waits for the jar's lock in order to load a class. With one carrier a core, on two
        // cores, all of them waited so for a virtual thread that had none left to run on, and the console stood still for good.
        if (System.getProperty(CARRIERS) == null) {
            System.setProperty(CARRIERS, String.valueOf(Math.max(16, 2 * Runtime.getRuntime().availableProcessors())));
        }
        if (arguments.length == 0 || arguments[0].startsWith("--")) {
            new SpringApplication(ConsoleApplication.class).run(arguments);
            return;
        }
        var command = new SpringApplication(switch (arguments[0]) {
            case "init" -> InitApplication.class;
            case "break-glass" -> BreakGlassApplication.class;
            case "provision" -> ProvisioningApplication.class;
            case "migrate" -> MigrationApplication.class;
            case "restore" -> RestoreApplication.class;
            default -> ConsoleApplication.class;
        });
        command.setWebApplicationType(WebApplicationType.NONE);
        command.setLazyInitialization(true);
        command.setAdditionalProfiles("command");
        var context = command.run(arguments);
        // A signal has closed it already, and ends the process.
        if (!context.isClosed()) {
            System.exit(SpringApplication.exit(context));
        }
    }
}
