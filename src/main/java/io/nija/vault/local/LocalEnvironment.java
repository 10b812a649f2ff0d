package io.nija.vault.local;

import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.PropertiesPropertySource;

/**
 * With the profile {@code local}, starts the embedded stack before the console and hands its settings over as
 * production would: nothing else in the console knows where they come from.
 */
class LocalEnvironment implements EnvironmentPostProcessor, Ordered {

    private static final String NAME = "local";

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.acceptsProfiles(Profiles.of(NAME)) || environment.getPropertySources().contains(NAME)) {
            return;
        }
        ProductionSettings.refuseIn(environment);
        var options = LocalOptions.of(environment);
        var settings = new Properties();
        settings.putAll(settingsOf(options));
        if (!environment.containsProperty("server.address")) {
            settings.setProperty("server.address", "127.0.0.1");
        }
        environment.getPropertySources().addFirst(new PropertiesPropertySource(NAME, settings));
        if (!options.command()) {
            application.addListeners(new Welcome(options.directory()));
        }
    }

    /**
     * One stack serves all contexts of a process: those of tests, and those before and after a restart by the
     * developer tools, which load this class anew each time. So it is remembered by JDK types only, under a key that is
     * no system property's name.
     */
    private static Properties settingsOf(LocalOptions options) {
        var key = List.of(LocalEnvironment.class.getName(), options.directory().toString());
        synchronized (LocalEnvironment.class) {
            if (System.getProperties().get(key) instanceof Properties running) {
                return running;
            }
            var directory = LocalDirectory.at(options.directory());
            if (!directory.lock()) {
                return settingsOfOther(directory, options);
            }
            var stack = new LocalStack(options, directory, progress(options));
            // Spring closes the console's context first, which still needs the vault to revoke its tokens.
            SpringApplication.getShutdownHandlers().add(stack::stop);
            var settings = stack.start();
            System.getProperties().put(key, settings);
            return settings;
        }
    }

    private static Properties settingsOfOther(LocalDirectory directory, LocalOptions options) {
        if (!options.command()) {
            throw new LocalStackException("A console is already running here (pid %s, data in %s). Stop it first, or start another with --local.directory=… --server.port=… --local.oidc-port=…"
                    .formatted(directory.owner(), options.directory()));
        }
        var settings = directory.published();
        if (settings.isEmpty()) {
            throw new LocalStackException("The console (pid %s) is still starting. Try again in a moment.".formatted(directory.owner()));
        }
        return settings;
    }

    private static Consumer<String> progress(LocalOptions options) {
        return options.command() ? line -> { } : line -> System.out.println("  " + line);
    }
}
