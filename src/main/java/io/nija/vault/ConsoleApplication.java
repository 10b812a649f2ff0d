package io.nija.vault;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The console. Without arguments it serves the web application; with a command's words ({@code index rebuild},
 * {@code index check}, {@code provision}) it runs that command without a web server and exits with its result.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ConsoleApplication {

    public static void main(String[] arguments) {
        var application = new SpringApplication(ConsoleApplication.class);
        if (arguments.length == 0 || arguments[0].startsWith("--")) {
            application.run(arguments);
            return;
        }
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.setAdditionalProfiles("command");
        System.exit(SpringApplication.exit(application.run(arguments)));
    }
}
