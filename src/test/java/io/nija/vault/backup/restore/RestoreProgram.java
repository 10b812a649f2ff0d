package io.nija.vault.backup.restore;

import java.io.ByteArrayInputStream;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/** The command {@code restore}, run in the test's own process. */
final class RestoreProgram {

    private RestoreProgram() {
    }

    /**
     * @param typed what somebody types on the terminal; whoever calls puts {@link System#in} back
     * @return the exit code
     */
    static int run(String typed, Stream<String> arguments) {
        System.setIn(new ByteArrayInputStream(typed.getBytes()));
        var application = new SpringApplication(RestoreApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.setAdditionalProfiles("command");
        return SpringApplication.exit(application.run(Stream.concat(Stream.of("restore"), arguments).toArray(String[]::new)));
    }
}
