package io.nija.vault.local;

import java.util.Properties;
import java.util.function.Consumer;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationListener;
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
        settings.putAll(settingsOf(options, application));
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
     * developer tools, which load this class anew each time. So a system property remembers that it runs.
     */
    private static Properties settingsOf(LocalOptions options, SpringApplication application) {
        var key = LocalEnvironment.class.getName() + ":" + options.directory();
        synchronized (LocalEnvironment.class) {
            var directory = LocalDirectory.at(options.directory());
            if (System.getProperty(key) != null) {
                return directory.published();
            }
            if (!directory.lock()) {
                return settingsOfOther(directory, options);
            }
            var stack = new LocalStack(options, directory, progress(options));
            Runnable stop = () -> {
                System.clearProperty(key);
                stack.stop();
            };
            // Spring closes the console's context first, which still needs the vault to revoke its tokens.
            SpringApplication.getShutdownHandlers().add(stop);
            // The stack's threads would keep a process alive whose console has failed to start.
            application.addListeners((ApplicationListener<ApplicationFailedEvent>) failed -> stop.run());
            var settings = stack.start();
            System.setProperty(key, "running");
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
