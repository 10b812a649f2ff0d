package io.nija.vault.vault;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.nija.vault.base.SecretValue;
import org.springframework.stereotype.Component;
import org.springframework.vault.support.VaultToken;

/**
 * Hands something over to whoever brings a token for it: once, and for a while. Vault keeps it until then (response wrapping), so the
 * console need not, and of two who bring the token at once one gets it. Every method throws {@link VaultException} when Vault does not
 * answer.
 */
@Component
public class HandOver {

    private final ConsoleVault vault;
    private final VaultConnection connection;

    HandOver(ConsoleVault vault, VaultConnection connection) {
        this.vault = vault;
        this.connection = connection;
    }

    /** @return the token, fit for an address in the browser */
    public SecretValue wrap(Map<String, String> what, Duration life) {
        return SecretValue.of(vault.calls().call(v -> v.opsForWrapping().wrap(what, life)).getToken().getToken());
    }

    /** Empty when there is no such token: it was used before, its time is over, or it never was one. */
    public Optional<Map<String, String>> unwrap(SecretValue token) {
        try {
            // Under the token itself: it needs no other permission, and the console's own token shows nowhere beside it.
            var found = VaultSession.attempt(() -> connection.withToken(token).opsForWrapping().read(VaultToken.of(token.expose())));
            return Optional.ofNullable(found).map(answer -> {
                var what = new HashMap<String, String>();
                answer.getRequiredData().forEach((name, value) -> what.put(name, String.valueOf(value)));
                return what;
            });
        } catch (VaultDeniedException | IllegalStateException e) {
            // A token that is none, or none to unwrap: Vault says 403 or 400 then.
            return Optional.empty();
        }
    }
}
