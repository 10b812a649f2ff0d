package io.nija.vault.vault;

import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.SecretValue;
import io.nija.vault.security.OidcProperties;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.vault.VaultException;
import org.springframework.web.client.RestClientException;

/**
 * {@code provision} sets up an external Vault with the token in {@code VAULT_TOKEN}, which is revoked at the end, and
 * prints the AppRoles of the console and of what makes backups on standard output, once. {@code provision trading-engine} prints an AppRole of the
 * trading engine with a new secret id, and {@code provision backup} one of what makes backups; their token needs to be good for no more
 * than that, and stays.
 */
class ProvisionCommand implements ApplicationRunner, ExitCodeGenerator {

    private final VaultProperties vault;
    private final OidcProperties oidc;
    private int exitCode;

    ProvisionCommand(VaultProperties vault, OidcProperties oidc) {
        this.vault = vault;
        this.oidc = oidc;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        switch (String.join(" ", arguments.getNonOptionArgs())) {
            case "provision" -> attempt(this::provision, "Vault is not set up, and the token was not revoked. ");
            case "provision trading-engine" -> attempt(this::issueForTradingEngine, "No secret id was issued. ");
            case "provision backup" -> attempt(this::issueForBackups, "No secret id was issued. ");
            default -> {
                System.err.println("There are these commands: provision, provision trading-engine, provision backup");
                exitCode = 2;
            }
        }
    }

    private void attempt(Runnable action, String failure) {
        try {
            action.run();
        } catch (VaultException | RestClientException | ConsoleException e) {
            System.err.println(failure + e.getMessage());
            exitCode = 1;
        }
    }

    private void provision() {
        var provider = new IdentityProvider(oidc.issuerUri(), oidc.clientId(), oidc.gatewayAudience(),
                oidc.userClaim(), oidc.rolesClaim());
        var provisioned = Provisioning.provision(vault, SecretValue.of(vault.token()), provider);
        print(provisioned.console(), "VAULT_", "Vault is set up, and the token is revoked. Give the console these:");
        print(provisioned.backup(), "BACKUP_", "and these, if it is to make backups:");
    }

    private void issueForTradingEngine() {
        print(AppRoles.issue(vault, SecretValue.of(vault.token()), ServiceRole.TRADING_ENGINE),
                "VAULT_", "Give the trading engine these. They read every credential:");
    }

    private void issueForBackups() {
        print(AppRoles.issue(vault, SecretValue.of(vault.token()), ServiceRole.BACKUP),
                "BACKUP_", "Give what makes backups these. They take snapshots, which Vault's own keys have sealed:");
    }

    private static void print(AppRoleCredentials appRole, String prefix, String introduction) {
        System.err.println(introduction);
        System.out.println(prefix + "ROLE_ID=" + appRole.roleId());
        System.out.println(prefix + "SECRET_ID=" + appRole.secretId().expose());
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
