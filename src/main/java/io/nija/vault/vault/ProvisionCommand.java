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
 * prints the console's AppRole on standard output, once.
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
        var provider = new IdentityProvider(oidc.issuerUri(), oidc.clientId(), oidc.gatewayAudience(),
                oidc.userClaim(), oidc.rolesClaim());
        try {
            var appRole = Provisioning.provision(vault, SecretValue.of(vault.token()), provider);
            System.err.println("Vault is set up, and the token is revoked. Give the console these:");
            System.out.println("VAULT_ROLE_ID=" + appRole.roleId());
            System.out.println("VAULT_SECRET_ID=" + appRole.secretId().expose());
        } catch (VaultException | RestClientException | ConsoleException e) {
            System.err.println("Vault is not set up, and the token was not revoked. " + e.getMessage());
            exitCode = 1;
        }
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
