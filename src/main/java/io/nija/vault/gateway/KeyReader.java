package io.nija.vault.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.nija.vault.audit.AccessRecords;
import io.nija.vault.audit.AccessRecords.Outcome;
import io.nija.vault.audit.CachedRead;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.RequestId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.gateway.cache.AnswerCache;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.vault.BearerVault;
import org.springframework.stereotype.Service;

/**
 * Reads keys for programs: from the cache when that is sure to be what Vault would say, and when the read has been
 * recorded; from Vault otherwise, whose own audit log records it.
 */
@Service
public class KeyReader {

    private static final Duration FOR_A_RECORD = Duration.ofMillis(500);

    private final Credentials credentials;
    private final BearerVault vault;
    private final AnswerCache cache;
    private final AccessRecords records;
    private final CurrentUser user;

    KeyReader(Credentials credentials, BearerVault vault, AnswerCache cache, AccessRecords records, CurrentUser user) {
        this.credentials = credentials;
        this.vault = vault;
        this.cache = cache;
        this.records = records;
        this.user = user;
    }

    /**
     * The current version of a key.
     *
     * @param address where the caller is, for the record
     * @return empty when there is no such key or it is revoked
     */
    public Optional<Answer> read(CredentialId key, String address) {
        // Also for an answer from the cache, as Vault may have stopped taking this caller's tokens.
        var until = vault.signedInUntil();
        var kept = cache.find(key);
        var outcome = kept == null ? Outcome.FAILED : record(key, kept, address);
        if (outcome == Outcome.RECORDED) {
            return Optional.ofNullable(kept);
        }
        var answer = credentials.read(key).map(values -> Answer.of(key, values));
        if (outcome == Outcome.OUTDATED && kept != null) {
            cache.forget(key);
            if (answer.filter(current -> current.version() == kept.version()).isPresent()) {
                credentials.indexIsBehind(key);
            }
        }
        answer.ifPresent(current -> cache.keep(key, current, until));
        return answer;
    }

    private Outcome record(CredentialId key, Answer kept, String address) {
        var read = new CachedRead(user.id(), key, kept.version(), Instant.now(), address, RequestId.current().orElse(""));
        try {
            return records.record(read).get(FOR_A_RECORD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.FAILED;
        } catch (ExecutionException | TimeoutException e) {
            return Outcome.FAILED;
        }
    }
}
