package io.nija.vault.bench;

import java.net.URI;
import java.util.Map;

/**
 * One of what is compared.
 *
 * @param parts the processes that work for it, by what they are called in the output; {@link #ITSELF} is among them
 */
record Subject(String name, URI address, Map<String, ProcessHandle> parts) {

    static final String ITSELF = "itself";
    static final String POSTGRESQL = "PostgreSQL";
    static final String REDIS = "Redis";
    static final String VAULT = "vault";
}
