package io.nija.vault.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * The API keys of the platform's users, straight from Vault, for services that act for them. One instance serves the whole
 * program and any number of threads; close it at the end. A read sees every change that has returned, whoever made it.
 * <p>
 * A user id is 1 to 128 letters, digits, dots, dashes and underscores; a broker is its name in lower case, such as
 * {@code kraken}, or {@code kraken--main} for one of several keys there. Methods throw {@link InvalidIdentifierException}
 * for anything else, {@link VaultDeniedException} when Vault refuses, {@link VaultUnavailableException} when it does not
 * answer, and {@link VaultAnswerException} when what it answers makes no sense.
 */
public final class ApiKeyManager implements AutoCloseable {

    private static final int ATTEMPTS = 5;
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final VaultTransport vault;
    private final TokenSession session;
    private final KeyValue keys;
    private final int connections;
    private final @Nullable String author;

    ApiKeyManager(ClientSettings settings) {
        vault = new VaultTransport(settings);
        session = new TokenSession(vault, settings.login());
        keys = new KeyValue(session);
        connections = settings.connections();
        author = settings.author();
    }

    /**
     * With the settings of {@code VAULT_ADDR}, {@code VAULT_ROLE_ID} and {@code VAULT_SECRET_ID} (or, for development,
     * {@code VAULT_TOKEN}), {@code VAULT_NAMESPACE} and {@code VAULT_CACERT}.
     *
     * @throws ClientSettingsException when something is missing, or two settings contradict each other
     */
    public static ApiKeyManager fromEnvironment() {
        return ApiKeyManagerBuilder.of(System.getenv()).build();
    }

    public static ApiKeyManagerBuilder builder() {
        return new ApiKeyManagerBuilder();
    }

    /** As {@link #storeUserApiKey(String, String, String, String, Map)}, for a broker that wants no more than these. */
    public int storeUserApiKey(String userId, String broker, String apiKey, String apiSecret) {
        return storeUserApiKey(userId, broker, apiKey, apiSecret, Map.of());
    }

    /**
     * Stores a key. One that is there already becomes an older version.
     *
     * @return the version that Vault gave it
     */
    public int storeUserApiKey(String userId, String broker, String apiKey, String apiSecret, Map<String, String> additionalParams) {
        var path = new KeyPath(userId, broker);
        requireText(apiKey, apiSecret);
        return keys.write(path, StoredSecret.stored(path, apiKey, apiSecret, additionalParams, author()));
    }

    /** Empty when there is no such key, or it was revoked or destroyed. */
    public Optional<UserApiKey> getUserApiKey(String userId, String broker) {
        var path = new KeyPath(userId, broker);
        return keys.read(path).map(secret -> secret.toKey(path));
    }

    /** Any number of keys, as many at once as there are connections. One result each, in the order of the requests. */
    public List<KeyResult> getUserApiKeys(List<KeyRequest> requests) {
        var results = new AtomicReferenceArray<KeyResult>(requests.size());
        var next = new AtomicInteger();
        var workers = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Math.min(connections, requests.size()); i++) {
                workers.add(threads.submit(() -> {
                    for (int at = next.getAndIncrement(); at < requests.size(); at = next.getAndIncrement()) {
                        results.set(at, result(requests.get(at)));
                    }
                }));
            }
        }
        for (var worker : workers) {
            if (worker.state() == Future.State.FAILED && worker.exceptionNow() instanceof RuntimeException e) {
                throw e;
            }
        }
        return IntStream.range(0, requests.size()).mapToObj(results::get).toList();
    }

    private KeyResult result(KeyRequest request) {
        try {
            return KeyResult.of(request, getUserApiKey(request.userId(), request.broker()));
        } catch (ApiKeyManagerException e) {
            return KeyResult.failed(request, e);
        }
    }

    /** As {@link #rotateUserApiKey(String, String, String, String, Map)}, with the parameters as they are. */
    public int rotateUserApiKey(String userId, String broker, String newApiKey, String newApiSecret) {
        return rotateUserApiKey(userId, broker, newApiKey, newApiSecret, Map.of());
    }

    /**
     * Replaces the values of a key. Parameters that are not given anew stay, and so does when and by whom it was stored.
     * Nobody else's change is lost: when one came between, theirs is read and this tried again.
     *
     * @return the version that Vault gave it
     * @throws ApiKeyNotFoundException when there is no such key
     * @throws ApiKeyConflictException when somebody else was faster each time
     */
    public int rotateUserApiKey(String userId, String broker, String newApiKey, String newApiSecret, Map<String, String> additionalParams) {
        var path = new KeyPath(userId, broker);
        requireText(newApiKey, newApiSecret);
        for (int attempt = 1;; attempt++) {
            var current = keys.read(path).orElseThrow(ApiKeyNotFoundException::new);
            try {
                return keys.write(path, current.rotated(newApiKey, newApiSecret, additionalParams, author()), current.version());
            } catch (ApiKeyConflictException e) {
                if (attempt == ATTEMPTS || !pause()) {
                    throw e;
                }
            }
        }
    }

    /** Of random length, so that those who collided do not do so again. */
    private static boolean pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, LONGEST_PAUSE.toMillis()));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Makes a key unreadable, until somebody restores it in the console. Revoking what is revoked or was never there
     * changes nothing. It looks again after each change, as a rotation at the same time adds a version that nobody counted.
     *
     * @throws ApiKeyConflictException when somebody else kept rotating it
     */
    public Revocation revokeUserApiKey(String userId, String broker) {
        var path = new KeyPath(userId, broker);
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                var live = keys.liveVersions(path);
                if (live.isEmpty()) {
                    return Revocation.EVERY_VERSION;
                }
                keys.delete(path, live);
            }
        } catch (VaultDeniedException e) {
            keys.deleteLatest(path);
            return Revocation.LATEST_VERSION;
        }
        throw new ApiKeyConflictException("Somebody else keeps rotating the key while it is revoked. Try again.");
    }

    private String author() {
        return author != null ? author : session.token().holder();
    }

    private static void requireText(String apiKey, String apiSecret) {
        if (Objects.requireNonNull(apiKey, "apiKey").isEmpty() || Objects.requireNonNull(apiSecret, "apiSecret").isEmpty()) {
            throw new IllegalArgumentException("An API key and its secret must not be empty");
        }
    }

    /** Revokes the client's token, if it made one. */
    @Override
    public void close() {
        session.close();
        vault.close();
    }
}
