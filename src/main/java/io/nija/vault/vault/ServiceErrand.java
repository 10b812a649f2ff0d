package io.nija.vault.vault;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.nija.vault.base.SecretValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.vault.VaultException;
import org.springframework.vault.authentication.AppRoleAuthentication;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.RoleId;
import org.springframework.vault.authentication.AppRoleAuthenticationOptions.SecretId;
import org.springframework.vault.authentication.LoginToken;
import org.springframework.vault.core.VaultOperations;
import org.springframework.web.client.RestClientException;

/** One sign-in by AppRole for as long as an errand takes: its token is not renewed, and revoked when this is closed. */
final class ServiceErrand implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ServiceErrand.class);

    private final VaultOperations vault;
    private final SecretValue token;
    private final Instant endsAt;

    private ServiceErrand(VaultOperations vault, SecretValue token, Instant endsAt) {
        this.vault = vault;
        this.token = token;
        this.endsAt = endsAt;
    }

    static ServiceErrand signIn(VaultConnection connection, AppRoleCredentials appRole) {
        var token = new AppRoleAuthentication(AppRoleAuthenticationOptions.builder()
                .path(Provisioning.APPROLE)
                .roleId(RoleId.provided(appRole.roleId()))
                .secretId(SecretId.provided(appRole.secretId().expose()))
                .build(), connection.withoutToken()).login();
        var life = token instanceof LoginToken login ? login.getLeaseDuration() : Duration.ZERO;
        var value = SecretValue.of(token.getToken());
        return new ServiceErrand(connection.withToken(value), value, Instant.now().plus(life));
    }

    VaultOperations vault() {
        return vault;
    }

    /** For what does not go through Spring Vault. */
    SecretValue token() {
        return token;
    }

    Instant endsAt() {
        return endsAt;
    }

    @Override
    public void close() {
        try {
            vault.write("auth/token/revoke-self", Map.of());
        } catch (VaultException | RestClientException e) {
            log.warn("A token could not be revoked; it ends by itself at {}", endsAt);
        }
    }
}
