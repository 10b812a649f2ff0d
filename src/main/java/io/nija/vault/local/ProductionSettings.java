package io.nija.vault.local;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Keeps the profile {@code local} away from production. Its sign-ins are for demonstration, so a console that somebody
 * has pointed at a real Vault, database or identity provider must not start with it, and nobody but this machine may
 * reach it.
 */
final class ProductionSettings {

    /** As {@link #plain} writes them, so that every spelling which Spring Boot understands is found. */
    private static final Set<String> NAMES =
            Set.of("vaultaddr", "vaultroleid", "vaultsecretid", "vaulttoken", "vaultnamespace", "springdatasourceurl", "oidcissueruri");

    private ProductionSettings() {
    }

    /** @throws LocalStackException when a setting of a production console was given from outside */
    static void refuseIn(ConfigurableEnvironment environment) {
        var found = new ArrayList<String>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (comesFromOutside(source) && source instanceof EnumerablePropertySource<?> settings) {
                List.of(settings.getPropertyNames()).stream().filter(name -> NAMES.contains(plain(name))).forEach(found::add);
            }
        }
        if (!found.isEmpty()) {
            throw new LocalStackException("The profile local brings its own Vault, database and sign-in, but %s set: %s. Unset %s, or start without the profile local."
                    .formatted(found.size() == 1 ? "this is" : "these are", String.join(", ", found), found.size() == 1 ? "it" : "them"));
        }
        var address = environment.getProperty("server.address");
        if (address != null && !isLoopback(address)) {
            throw new LocalStackException("The profile local has demonstration sign-ins, so it listens on this machine only: leave out server.address=%s, or start without the profile local."
                    .formatted(address));
        }
    }

    private static boolean comesFromOutside(PropertySource<?> source) {
        return source instanceof CommandLinePropertySource<?>
                || source.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
                || source.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)
                || source.getName().equals("spring.application.json");
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
