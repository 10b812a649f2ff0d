package io.nija.vault.local;

import java.nio.file.Path;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Prints, once the console can be used, where it is and who to sign in as. */
class Welcome implements ApplicationListener<ApplicationReadyEvent> {

    private final Path directory;

    Welcome(Path directory) {
        this.directory = directory;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        var port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
        if (port == null) {
            return;
        }
        var text = new StringBuilder("%n  The console is ready:  http://localhost:%s/%n%n".formatted(port));
        text.append("  %-12s%-18s%s%n".formatted("Sign in as", "Password", "Role"));
        DemoPeople.load(directory.resolve("demo-people.properties")).all().forEach(person ->
                text.append("  %-12s%-18s%s%n".formatted(person.name(), person.password(), person.role())));
        text.append("%n  Ctrl-C stops everything. The data stays in %s%n".formatted(directory));
        System.out.println(text);
    }
}
