package io.nija.vault.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.nija.vault.base.SecretValue;
import org.jspecify.annotations.Nullable;

/** OpenBao with raft storage, unsealed by a key file: initialised at the first start, and found again at later ones. */
final class LocalVault implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int SEAL_KEY_BYTES = 32;
    private static final String RECOVERY_KEY = "recovery-key";
    private static final String STORAGE = "raft";

    private final Path home;
    private final URI address;
    private final Path program;
    private final BaoServer server;
    private final VaultOperator operator;
    private @Nullable Supervised supervised;
    private @Nullable SecretValue firstRootToken;
    private boolean makesRootTokens;

    LocalVault(LocalDirectory directory, Path bao, Ports ports) {
        var port = ports.choose("vault");
        this.home = home(directory);
        this.address = URI.create("http://127.0.0.1:" + port);
        this.program = bao;
        this.server = new BaoServer(home, bao, port, ports.choose("vault-cluster"));
        this.operator = new VaultOperator(address);
    }

    private static Path home(LocalDirectory directory) {
        return directory.resolve("vault");
    }

    /** What is wrong with the data of an earlier start, or null. */
    static @Nullable String damage(LocalDirectory directory) {
        var home = home(directory);
        if (!Files.exists(home.resolve(STORAGE).resolve("vault.db"))) {
            return home.resolve(STORAGE) + " is missing or incomplete";
        }
        var sealKey = home.resolve(BaoServer.SEAL_KEY);
        if (sealKey.toFile().length() != SEAL_KEY_BYTES) {
            return sealKey + " is missing or damaged";
        }
        var recoveryKey = home.resolve(RECOVERY_KEY);
        return Files.exists(recoveryKey) ? null : recoveryKey + " is missing";
    }

    static void endLeftovers(LocalDirectory directory) {
        BaoServer.endLeftovers(home(directory));
    }

    URI address() {
        return address;
    }

    /** Where it writes down what it was asked. */
    Path auditLog() {
        return home.resolve(BaoServer.AUDIT_LOG).toAbsolutePath();
    }

    /** Where it keeps its data. */
    Path storage() {
        return home.resolve(STORAGE).toAbsolutePath();
    }

    Path program() {
        return program;
    }

    /** What a Vault needs that is to be made from a backup of this one. */
    String sealAndAudit() {
        return BaoServer.sealAndAudit(home.resolve(BaoServer.SEAL_KEY).toAbsolutePath());
    }

    VaultOperator operator() {
        return operator;
    }

    /**
     * Returns when it is active. A new one is initialised.
     *
     * @param forProvisioning whether {@link #rootToken} is going to be asked for
     */
    void open(boolean forProvisioning) throws Exception {
        var fresh = !Files.exists(home);
        makesRootTokens = forProvisioning && !fresh;
        if (fresh) {
            PrivateFiles.createDirectory(home);
            PrivateFiles.createDirectory(home.resolve(STORAGE));
            PrivateFiles.write(home.resolve(BaoServer.SEAL_KEY), PrivateFiles.randomBytes(SEAL_KEY_BYTES));
        }
        server.configure(makesRootTokens);
        supervised = Supervised.start("OpenBao", server);
        if (fresh) {
            await(operator::answers, "did not start");
            var initialised = operator.initialise();
            PrivateFiles.write(home.resolve(RECOVERY_KEY), initialised.recoveryKey().expose());
            firstRootToken = initialised.rootToken();
        }
        await(operator::isActive, "did not unseal, so its data or " + home.resolve(BaoServer.SEAL_KEY) + " is damaged");
    }

    private void await(BooleanSupplier condition, String failure) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var sealedChecks = 0;
        while (!condition.getAsBoolean()) {
            // It unseals itself before it answers at all. When it is sealed for long after that, the key does not fit.
            sealedChecks = operator.isSealed() ? sealedChecks + 1 : 0;
            if (System.nanoTime() > deadline || sealedChecks > 40 || supervised == null || supervised.hasEnded()) {
                throw new LocalStackException("OpenBao %s; its own words are in %s. Restore %s from a copy, or begin anew with ./vault-console reset."
                        .formatted(failure, home.resolve(BaoServer.LOG), home));
            }
            Thread.sleep(50);
        }
    }

    /** To be revoked by the caller. The first is that of the initialisation, and later the recovery key makes another. */
    SecretValue rootToken() {
        var token = firstRootToken;
        firstRootToken = null;
        return token != null ? token : operator.generateRootToken(SecretValue.of(PrivateFiles.readText(home.resolve(RECOVERY_KEY))));
    }

    /** From now on it makes no root tokens any more, not even for the recovery key. */
    void endProvisioning() throws Exception {
        if (makesRootTokens) {
            close();
            open(false);
        }
    }

    @Override
    public void close() {
        if (supervised != null) {
            supervised.close();
        }
    }
}
