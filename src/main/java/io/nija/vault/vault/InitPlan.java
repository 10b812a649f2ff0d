package io.nija.vault.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import io.nija.vault.base.StartupException;
import org.springframework.boot.ApplicationArguments;

/**
 * How a new Vault is to be initialised: by the command's options, and what they do not say by asking.
 *
 * @param holders   who keeps a share each
 * @param needed    how many of them together unseal the Vault or make a root token
 * @param directory for what is written; empty
 */
record InitPlan(List<KeyHolder> holders, int needed, Path directory) {

    /** @throws StartupException for what cannot be; nothing has been changed then */
    static InitPlan of(ApplicationArguments arguments, Terminal terminal) {
        var holders = holders(arguments, terminal);
        return new InitPlan(holders, needed(arguments, terminal, holders.size()), directory(arguments, terminal));
    }

    private static List<KeyHolder> holders(ApplicationArguments arguments, Terminal terminal) {
        var given = arguments.getOptionValues("holder");
        var holders = given == null ? ask(terminal) : given.stream().map(InitPlan::holder).toList();
        var seen = new HashSet<String>();
        for (var holder : holders) {
            if (!seen.add(holder.name()) || !seen.add(holder.fingerprint())) {
                throw new StartupException("%s or their key is there twice: every share needs a person of its own.".formatted(holder.name()));
            }
        }
        if (holders.isEmpty()) {
            throw new StartupException("A Vault needs somebody who keeps a share of its key.");
        }
        return holders;
    }

    private static KeyHolder holder(String option) {
        var parts = option.split("=", 2);
        if (parts.length != 2) {
            throw new StartupException("Who keeps a share is given as --holder=NAME=CERTIFICATE.");
        }
        return KeyHolder.of(parts[0], Path.of(parts[1]));
    }

    private static List<KeyHolder> ask(Terminal terminal) {
        terminal.say("""
                The key of the Vault is divided among people. Each keeps a share, encrypted to their own OpenPGP key, and some of them together
                unseal the Vault or make a root token in an emergency. Five people, of whom three are needed, are usual. Name them one by one,
                with the file of their certificate (gpg --export --armor NAME). An empty name ends the list.""");
        var holders = new ArrayList<KeyHolder>();
        for (var name = terminal.ask("Name:"); !name.isEmpty(); name = terminal.ask("Name:")) {
            try {
                var holder = KeyHolder.of(name, Path.of(terminal.ask("File of their certificate:")));
                terminal.say("  %s Have them read this out from their own copy.".formatted(holder.fingerprint()));
                holders.add(holder);
            } catch (StartupException | IllegalArgumentException e) {
                terminal.say("  " + e.getMessage());
            }
        }
        return holders;
    }

    private static int needed(ApplicationArguments arguments, Terminal terminal, int holders) {
        var given = arguments.getOptionValues("needed");
        int usual = holders / 2 + 1;
        var answer = given != null ? given.getLast() : terminal.ask("How many of the %d are needed? [%d]".formatted(holders, usual));
        int needed = answer.isEmpty() ? usual : answer.matches("\\d{1,3}") ? Integer.parseInt(answer) : 0;
        int least = Math.min(holders, 2);
        if (needed < least || needed > holders) {
            throw new StartupException("Of %d shares, %d to %d can be needed.".formatted(holders, least, holders));
        }
        return needed;
    }

    private static Path directory(ApplicationArguments arguments, Terminal terminal) {
        var given = arguments.getOptionValues("directory");
        var directory = Path.of(given != null ? given.getLast() : terminal.ask("Directory for the shares and the console's settings:")).toAbsolutePath();
        try {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (var files = Files.list(directory)) {
                if (files.findAny().isPresent()) {
                    throw new StartupException("%s is not empty. Name a new directory: nothing is overwritten.".formatted(directory));
                }
            }
            return directory;
        } catch (IOException e) {
            throw new StartupException("%s cannot be used: %s".formatted(directory, e.getMessage()));
        }
    }
}
