package io.nija.vault.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Set;

import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.StartupException;
import io.nija.vault.security.OidcProperties;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.web.client.RestClientException;

/**
 * {@code init} makes a Vault out of new nodes: it initialises the first of {@code VAULT_ADDR}, hands out the shares of its key, unseals
 * them all, provisions what the console needs, writes down what the console signs in with, and revokes the root token, which nobody has
 * seen. Its options are {@code --holder=NAME=CERTIFICATE} for each who keeps a share, {@code --needed=NUMBER} and
 * {@code --directory=DIRECTORY}; what they do not say is asked for.
 */
class InitCommand implements ApplicationRunner, ExitCodeGenerator {

    private final VaultProperties vault;
    private final OidcProperties oidc;
    private final Terminal terminal = new Terminal();
    private int exitCode;

    InitCommand(VaultProperties vault, OidcProperties oidc) {
        this.vault = vault;
        this.oidc = oidc;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var nodes = vault.addr().stream().map(address -> new NodeOperator(vault, address)).toList();
        try {
            initialise(nodes, arguments);
        } catch (ConsoleException | StartupException | Terminal.EndedException | IllegalArgumentException | IllegalStateException e) {
            terminal.say(e.getMessage());
            exitCode = 1;
        } finally {
            nodes.forEach(NodeOperator::close);
        }
    }

    private void initialise(List<NodeOperator> nodes, ApplicationArguments arguments) {
        if (nodes.stream().anyMatch(node -> node.seal().initialised())) {
            throw new StartupException("This Vault is initialised already; nothing was changed. To unseal it: bao operator unseal. To provision it anew: "
                    + "provision, with a token of break-glass.");
        }
        var seal = nodes.getFirst().seal();
        var plan = InitPlan.of(arguments, terminal);
        confirm(seal, plan);

        var result = nodes.getFirst().initialise(plan.holders(), plan.needed(), seal.byPeople());
        handOut(plan, result.shares());
        var unsealing = new Unsealing(nodes, terminal);
        if (seal.byPeople()) {
            unsealing.byPeople(plan.needed());
        }
        unsealing.await();
        var provisioned = provisionAtLast(result.rootToken());
        write(plan.directory(), "vault", provisioned.console());
        write(plan.directory(), "backup", provisioned.backup());
        terminal.say("The Vault is provisioned, and the root token is revoked; nobody has seen it. What the console signs in with is in "
                + plan.directory() + ", a setting a file.");
    }

    private void confirm(NodeOperator.Seal seal, InitPlan plan) {
        terminal.say("");
        vault.addr().forEach(address -> terminal.say("Node       " + address));
        terminal.say("Seal       " + (seal.byPeople() ? "the shares: after each start of a node, people have to come" : seal.type() + ", which unseals by itself"));
        plan.holders().forEach(holder -> terminal.say("Share      %-20s %s".formatted(holder.name(), holder.fingerprint())));
        terminal.say("Needed     %d of %d".formatted(plan.needed(), plan.holders().size()));
        terminal.say("Directory  " + plan.directory());
        if (!terminal.ask("Initialise this Vault? Type yes:").equals("yes")) {
            throw new StartupException("Nothing was changed.");
        }
    }

    private void handOut(InitPlan plan, List<byte[]> shares) {
        for (int i = 0; i < shares.size(); i++) {
            var file = plan.directory().resolve("share-" + plan.holders().get(i).name() + ".gpg");
            try {
                write(file, shares.get(i));
            } catch (StartupException e) {
                // There is no second time to get it, and only its holder can read it.
                terminal.say("%s Keep this, it is the file in base64: %s".formatted(e.getMessage(), Base64.getEncoder().encodeToString(shares.get(i))));
            }
        }
        terminal.say("""
                The Vault is initialised. In %s is a share for each of %d people, which nobody else can read. Hand them out, and delete them
                here when each has confirmed that theirs can be decrypted: gpg --decrypt share-NAME.gpg
                """.formatted(plan.directory(), shares.size()));
    }

    /** With the root token in hand it is worth to wait until, say, the identity provider answers: without it three people have to come again. */
    private Provisioned provisionAtLast(SecretValue rootToken) {
        var provider = new IdentityProvider(oidc.issuerUri(), oidc.clientId(), oidc.gatewayAudience(), oidc.userClaim(), oidc.rolesClaim());
        while (true) {
            try {
                return Provisioning.provision(vault, rootToken, provider);
            } catch (org.springframework.vault.VaultException | RestClientException | ConsoleException e) {
                terminal.say("It could not be provisioned: " + e.getMessage());
                if (terminal.ask("Mend that and press Enter to try again, or type end:").equals("end")) {
                    throw new StartupException("The Vault is initialised and not provisioned. Its root token is lost: make one by break-glass, and run provision.");
                }
            }
        }
    }

    /** As Spring's {@code configtree:} reads settings. */
    private static void write(Path directory, String prefix, AppRoleCredentials appRole) {
        write(directory.resolve(prefix + ".role-id"), appRole.roleId().getBytes());
        write(directory.resolve(prefix + ".secret-id"), appRole.secretId().expose().getBytes());
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, content);
        } catch (IOException e) {
            throw new StartupException("%s could not be written: %s.".formatted(file, e.getMessage()));
        }
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
