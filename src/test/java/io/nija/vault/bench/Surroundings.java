package io.nija.vault.bench;

import java.io.IOException;

import io.nija.vault.testing.TestIssuer;
import io.nija.vault.vault.AppRoleCredentials;

/** What a gateway needs around it: one of each for the whole benchmark. */
record Surroundings(Options options, Children children, TestIssuer issuer, BenchVault vault, AppRoleCredentials appRole,
        BenchDatabase database, BenchRedis redis) implements AutoCloseable {

    static Surroundings start(Options options, Children children) throws IOException {
        var issuer = TestIssuer.start();
        var vault = BenchVault.start(children);
        var appRole = vault.provision(issuer.uri());
        return new Surroundings(options, children, issuer, vault, appRole, BenchDatabase.start(children), BenchRedis.start(children));
    }

    @Override
    public void close() throws IOException {
        database.close();
        issuer.close();
    }
}
