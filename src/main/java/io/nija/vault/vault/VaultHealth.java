package io.nija.vault.vault;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestTemplate;

/** Asks Vault every two seconds whether it can serve, so that no page has to wait for the answer. */
@Component
public class VaultHealth {

    private static final Logger log = LoggerFactory.getLogger(VaultHealth.class);

    private final RestTemplate vault;
    private final Set<Consumer<VaultStatus>> listeners = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile VaultStatus status = VaultStatus.UP;

    VaultHealth(VaultConnection connection) {
        vault = connection.withoutToken();
    }

    /** As of the last look. */
    public VaultStatus status() {
        return status;
    }

    /** Calls the listener, on another thread, whenever the status changes. @return what ends that */
    public Runnable onChange(Consumer<VaultStatus> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** At a fixed rate, since jobs with a fixed delay wait for each other; one that is still asking is not overtaken. */
    @Scheduled(fixedRateString = "${vault.health-check:2s}")
    void check() {
        if (!asking.compareAndSet(false, true)) {
            return;
        }
        try {
            var before = status;
            status = ask();
            if (status != before) {
                listeners.forEach(this::tell);
            }
        } finally {
            asking.set(false);
        }
    }

    private void tell(Consumer<VaultStatus> listener) {
        try {
            listener.accept(status);
        } catch (RuntimeException e) {
            log.debug("A listener, most likely of a page that was just closed, did not take the status", e);
        }
    }

    private VaultStatus ask() {
        try {
            // The parameters make a standby, which forwards or serves reads, as good as the leader.
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
