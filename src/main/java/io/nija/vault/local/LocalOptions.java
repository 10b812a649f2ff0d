package io.nija.vault.local;

import java.nio.file.Path;
import java.util.Optional;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * What can be chosen about the embedded stack.
 *
 * @param directory   {@code local.directory}: where all of its data lives, absolute
 * @param oidcPort    {@code local.oidc-port}: the port of the OIDC provider; 0 takes a free one
 * @param consolePort {@code server.port}: where the console is going to listen; 0 takes a free one
 * @param bao         {@code local.bao} or {@code VAULT_CONSOLE_BAO}: the OpenBao binary; otherwise it is looked for on the PATH
 * @param command     whether a command runs, beside a running console or by itself, and not the console
 */
record LocalOptions(Path directory, int oidcPort, int consolePort, Optional<Path> bao, boolean command) {

    static LocalOptions of(Environment environment) {
        var bao = Optional.ofNullable(environment.getProperty("local.bao"))
                .or(() -> Optional.ofNullable(environment.getProperty("VAULT_CONSOLE_BAO")))
                .filter(path -> !path.isBlank());
        return new LocalOptions(
                Path.of(environment.getProperty("local.directory", ".local")).toAbsolutePath().normalize(),
                environment.getProperty("local.oidc-port", Integer.class, 9000),
                environment.getProperty("server.port", Integer.class, 8080),
                bao.map(Path::of).map(Path::toAbsolutePath),
                environment.acceptsProfiles(Profiles.of("command")));
    }
}
