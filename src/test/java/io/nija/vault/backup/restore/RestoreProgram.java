package io.nija.vault.backup.restore;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/** The command {@code restore}, run in the test's own process or in one of its own. */
final class RestoreProgram {

    private RestoreProgram() {
    }

    /**
     * @param typed what somebody types on the terminal; whoever calls puts {@link System#in} back
     * @return the exit code
     */
    static int run(String typed, Stream<String> arguments) {
        return run(new ByteArrayInputStream(typed.getBytes()), arguments);
    }

    static int run(InputStream typed, Stream<String> arguments) {
        System.setIn(typed);
        return run(arguments);
    }

    public static void main(String[] arguments) {
        System.exit(run(Stream.of(arguments)));
    }

    private static int run(Stream<String> arguments) {
        var application = new SpringApplication(RestoreApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.setAdditionalProfiles("command");
        return SpringApplication.exit(application.run(Stream.concat(Stream.of("restore"), arguments).toArray(String[]::new)));
    }
}
