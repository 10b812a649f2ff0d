package io.nija.vault.vault;

import java.util.function.Function;

import org.springframework.vault.core.VaultOperations;

/** Calls to Vault under somebody's token. */
interface VaultCalls {

    /** @throws VaultException when Vault does not answer or refuses */
    <T> T call(Function<VaultOperations, T> operation);
}
