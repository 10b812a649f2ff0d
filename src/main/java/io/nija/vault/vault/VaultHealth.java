package io.nija.vault.vault;

import java.util.Map;

import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestTemplate;

/** Asks Vault whether it can serve. */
@Component
public class VaultHealth {

    private final RestTemplate vault;

    VaultHealth(VaultConnection connection) {
        vault = connection.withoutToken();
    }

    /** Asks now; takes no longer than the connection's time-outs. */
    public VaultStatus status() {
        try {
            // The codes make a standby, which forwards or serves reads, as good as the leader.
            vault.getForObject("sys/health?standbyok=true&perfstandbyok=true", Map.class);
            return VaultStatus.UP;
        } catch (HttpStatusCodeException e) {
            return e.getResponseBodyAsString().contains("\"sealed\":true") ? VaultStatus.SEALED : VaultStatus.DOWN;
        } catch (RuntimeException e) {
            return VaultErrors.translate(e) instanceof VaultUnavailableException unavailable
                    ? unavailable.status() : VaultStatus.DOWN;
        }
    }
}
