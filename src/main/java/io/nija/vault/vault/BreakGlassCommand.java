package io.nija.vault.vault;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.StartupException;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.vault.core.VaultOperations;

/**
 * {@code break-glass} gives those who hold enough shares of the key a token that may do everything, for an emergency: with
 * {@code --who=NAME} and {@code --why=TEXT}, which every line of the audit log repeats, for {@code --minutes=30} at most. It is revoked when
 * Enter is pressed. The first address of {@code VAULT_ADDR} is the node where root tokens may be made.
 */
class BreakGlassCommand implements ApplicationRunner, ExitCodeGenerator {

    private static final int LONGEST_MINUTES = 60;

    private final VaultProperties vault;
    private final Terminal terminal = new Terminal();
    private int exitCode;

    BreakGlassCommand(VaultProperties vault) {
        this.vault = vault;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try (var node = new NodeOperator(vault, vault.addr().getFirst())) {
            breakGlass(node, arguments);
        } catch (ConsoleException | StartupException | Terminal.EndedException | IllegalStateException e) {
            terminal.say(e.getMessage());
            exitCode = 1;
        }
    }

    private void breakGlass(NodeOperator node, ApplicationArguments arguments) {
        var who = answer(arguments, "who", "Who are you? Your name goes on record:");
        var why = answer(arguments, "why", "Why is it necessary?");
        var given = arguments.getOptionValues("minutes");
        var minutes = given == null ? "30" : given.getLast();
        if (!minutes.matches("\\d{1,2}") || Integer.parseInt(minutes) < 1 || Integer.parseInt(minutes) > LONGEST_MINUTES) {
            throw new StartupException("A token for emergencies lives for 1 to %d minutes.".formatted(LONGEST_MINUTES));
        }
        var life = Duration.ofMinutes(Integer.parseInt(minutes));
        var root = rootToken(node);
        var emergency = emergencyToken(node.withToken(root), who, why, life);
        terminal.say("The audit log tells at each step who you are and why, and an alarm is raised. This token ends after %d minutes at the latest."
                .formatted(life.toMinutes()));
        System.out.println("VAULT_TOKEN=" + emergency.expose());
        revokeAtTheEnd(node.withToken(emergency));
    }

    private String answer(ApplicationArguments arguments, String option, String question) {
        var given = arguments.getOptionValues(option);
        var answer = given == null ? terminal.ask(question) : given.getLast();
        if (answer.isBlank() || answer.length() > 400) {
            throw new StartupException("Without saying who and why, in 400 characters at most, there is no token.");
        }
        return answer;
    }

    private SecretValue rootToken(NodeOperator node) {
        try (var attempt = node.attemptRoot()) {
            terminal.say("%d people who hold a share have to come. Each decrypts theirs and pastes it here; it is not shown.".formatted(attempt.needed()));
            for (int number = 1;; number++) {
                var token = attempt.give(terminal.askHidden("Share %d of %d:".formatted(number, attempt.needed())));
                if (token != null) {
                    return token;
                }
            }
        }
    }

    /** The root token itself never ends and says of nobody who it is, so it makes one that does, and goes. */
    private static SecretValue emergencyToken(VaultOperations vault, String who, String why, Duration life) {
        try {
            var created = vault.write("auth/token/create-orphan", Map.of("policies", List.of("root"), "ttl", life.toSeconds() + "s",
                    "explicit_max_ttl", life.toSeconds() + "s", "display_name", "break-glass", "meta", Map.of("who", who, "why", why)));
            return SecretValue.of(created.getAuth().get("client_token").toString());
        } finally {
            vault.write("auth/token/revoke-self", Map.of());
        }
    }

    private void revokeAtTheEnd(VaultOperations emergency) {
        try {
            terminal.ask("Press Enter as soon as you are done: the token is revoked then.");
        } catch (Terminal.EndedException e) {
            // Nobody is there any more to press it.
        }
        emergency.write("auth/token/revoke-self", Map.of());
        terminal.say("The token is revoked.");
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
